// What importing some entries would change, before anything is.

import type { ArchiveId } from "#entries/archive-id.ts";
import type { Entry } from "#entries/store.ts";
import { type EntryText, hasText } from "#entries/text.ts";
import { type ImportedEntry, importer } from "./imported-entry.ts";

/** An entry that the archive has; one that is being corrected is an editor's. */
export type Known = { old: Entry; isBeingCorrected: boolean };

export type Plan = {
  add: ImportedEntry[];
  change: { old: Entry; text: Partial<EntryText> }[];
  unchanged: number;
  /** Ids whose text an editor wrote, is writing or has withdrawn. */
  kept: ArchiveId[];
};

/** A page that was corrected by hand corrects the entry; what editors wrote stays. */
export function planImport(
  wanted: readonly ImportedEntry[],
  known: ReadonlyMap<ArchiveId | null, Known>,
): Plan {
  const plan: Plan = { add: [], change: [], unchanged: 0, kept: [] };
  for (const entry of wanted) {
    const found = known.get(entry.archiveId);
    if (found) reconcile(plan, found, entry);
    else plan.add.push(entry);
  }
  return plan;
}

function reconcile(plan: Plan, { old, isBeingCorrected }: Known, entry: ImportedEntry): void {
  const topics = [...new Set([...old.topics, ...(entry.topics ?? [])])];
  // A page in its text form often has no links: that is no reason to take them away.
  const url = entry.url ?? old.url;
  const { createdAt: _, publishedAt: __, ...text } = { ...entry, url, topics };
  if (hasText(old, text)) plan.unchanged += 1;
  else if (isBeingCorrected || !isImports(old)) plan.kept.push(entry.archiveId);
  else plan.change.push({ old, text });
}

/** Whether no editor has touched it: a correction would have been approved by one. */
function isImports({ createdBy, approvedBy, state }: Entry): boolean {
  return createdBy === importer && approvedBy === null && state === "published";
}
