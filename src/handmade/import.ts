// Brings a hand-made page into the archive: one transaction, and harmless to repeat.

import type { Db } from "#db/types.ts";
import { type Act, addAudits } from "#editors/audit.ts";
import { type ArchiveId, archiveDay, archiveSequence } from "#entries/archive-id.ts";
import { findOpenCorrections } from "#entries/correction-store.ts";
import { raiseSequences } from "#entries/number-store.ts";
import { bumpPublication } from "#entries/publication-store.ts";
import { addRevisions } from "#entries/revision-store.ts";
import { addEntries, type Entry, lockEntries, updateEntry } from "#entries/store.ts";
import { trailOf } from "#entries/trail.ts";
import { type Known, type Plan, planImport } from "./import-plan.ts";
import { type CompleteEntry, isComplete, type ParsedPage } from "./import-text.ts";
import { importedEntry, importer } from "./imported-entry.ts";

export type ImportReport = {
  added: number;
  changed: number;
  unchanged: number;
  /** Ids whose text an editor wrote, is writing or has withdrawn: an import never overwrites it. */
  kept: ArchiveId[];
  /** Entries of the page that lack what an entry must have; the oddities say what and where. */
  incomplete: number;
};

export type Importing = {
  topic: string;
  timeZone: string;
  now: Temporal.Instant;
  /** Who it is in the audit trail; an import by itself where nobody is named. */
  actor?: { id: string; name: string };
  /** Tells what would be done, and does nothing. */
  dryRun?: boolean;
  onProgress?: (done: number) => void;
};

const chunk = 500;

/**
 * Stores a page under a topic. An imported entry counts as published when its story was reported, so
 * that old years neither flood the feed nor go into the next digest.
 */
export function importPage(db: Db, page: ParsedPage, options: Importing): Promise<ImportReport> {
  const complete = firstOfEachId(page.entries.filter(isComplete));
  const report: ImportReport = {
    ...{ added: 0, changed: 0, unchanged: 0, kept: [] },
    incomplete: page.entries.length - complete.length,
  };
  return db.transaction(async (db) => {
    const texts: Entry[] = [];
    for (let at = 0; at < complete.length; at += chunk) {
      texts.push(...(await importChunk(db, complete.slice(at, at + chunk), options, report)));
      options.onProgress?.(Math.min(at + chunk, complete.length));
    }
    if (texts.length > 0) await bumpPublication(db, texts, { ofDaysGone: true });
    return report;
  });
}

/** Gives the texts that came or went. */
async function importChunk(
  db: Db,
  chunk: readonly CompleteEntry[],
  options: Importing,
  report: ImportReport,
): Promise<Entry[]> {
  const ids = chunk.map(({ id }) => id);
  const wanted = chunk.map((parsed) => importedEntry(parsed, options));
  const plan = planImport(wanted, await findKnown(db, ids));
  report.added += plan.add.length;
  report.changed += plan.change.length;
  report.unchanged += plan.unchanged;
  report.kept.push(...plan.kept);
  if (options.dryRun) return [];
  const texts = await carryOut(db, plan, options);
  await raiseSequences(db, lastOfEachDay(ids));
  return texts;
}

async function carryOut(
  db: Db,
  plan: Plan,
  { now, actor = { id: importer, name: importer } }: Importing,
): Promise<Entry[]> {
  const by = { at: now, actor };
  const added = await addEntries(db, plan.add);
  const changes: { old: Entry; changed: Entry }[] = [];
  for (const { old, text } of plan.change) {
    const set = { ...text, updatedAt: now, revision: old.revision + 1 };
    const changed = await updateEntry(db, { id: old.id, from: ["published"] }, set);
    if (changed) changes.push({ old, changed });
  }
  await addRevisions(db, [...added, ...changes.map(({ changed }) => changed)]);
  await addAudits(db, [
    ...added.map((entry) => importing("import-entry", by, null, entry)),
    ...changes.map(({ old, changed }) => importing("reimport-entry", by, old, changed)),
  ]);
  return [...added, ...changes.flatMap(({ old, changed }) => [old, changed])];
}

async function findKnown(db: Db, ids: readonly ArchiveId[]): Promise<Map<ArchiveId | null, Known>> {
  const found = await lockEntries(db, ids);
  const numbers = found.map(({ id }) => id);
  const open = await findOpenCorrections(db, numbers);
  return new Map(found.map((old) => [old.archiveId, { old, isBeingCorrected: open.has(old.id) }]));
}

function importing(
  act: string,
  by: Pick<Act, "at" | "actor">,
  before: Entry | null,
  after: Entry,
): Act {
  return { ...by, act, subject: `entry:${after.id}`, ...trailOf(before, after) };
}

function lastOfEachDay(ids: readonly ArchiveId[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const id of ids) {
    const on = archiveDay(id).toString();
    last.set(on, Math.max(last.get(on) ?? 0, archiveSequence(id)));
  }
  return last;
}

/** A page that has an id twice has told of it in its oddities; the first counts. */
function firstOfEachId(entries: readonly CompleteEntry[]): CompleteEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id));
}
