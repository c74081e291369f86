// Brings a hand-made page into the archive: one transaction, and harmless to repeat.

import type { Db } from "#db/types.ts";
import { type Act, addAudits } from "#editors/audit.ts";
import { type ArchiveId, archiveDay, archiveSequence } from "./archive-id.ts";
import { findOpenCorrections } from "./correction-store.ts";
import { type CompleteEntry, isComplete, type ParsedPage } from "./import-text.ts";
import { type ImportedEntry, importedEntry, importer } from "./imported-entry.ts";
import { raiseSequence } from "./number-store.ts";
import { bumpPublication } from "./publication-store.ts";
import { addRevisions } from "./revision-store.ts";
import { addEntries, type Entry, lockEntries, updateEntry } from "./store.ts";
import { hasText } from "./text.ts";
import { trailOf } from "./trail.ts";

export type ImportReport = {
  added: number;
  changed: number;
  unchanged: number;
  /** Ids whose text an editor wrote, is writing or has withdrawn: an import never overwrites it. */
  kept: ArchiveId[];
  /** Entries of the page that lack what an entry must have; the oddities say what and where. */
  incomplete: number;
};

const chunk = 100;

/**
 * Stores a page under a topic. An imported entry counts as published when its story was reported, so
 * that old years neither flood the feed nor go into the next digest.
 */
export function importPage(
  db: Db,
  page: ParsedPage,
  options: {
    topic: string;
    timeZone: string;
    now: Temporal.Instant;
    onProgress?: (done: number) => void;
  },
): Promise<ImportReport> {
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
    if (texts.length > 0) await bumpPublication(db, texts);
    return report;
  });
}

/** Gives the texts that came or went. */
async function importChunk(
  db: Db,
  chunk: readonly CompleteEntry[],
  options: { topic: string; timeZone: string; now: Temporal.Instant },
  report: ImportReport,
): Promise<Entry[]> {
  const ids = chunk.map(({ id }) => id);
  const known = await findKnown(db, ids);
  const wanted = chunk.map((parsed) => importedEntry(parsed, options));
  const added = await addEntries(
    db,
    wanted.filter((entry) => !known.has(entry.archiveId)),
  );
  report.added += added.length;
  const changes: { old: Entry; changed: Entry }[] = [];
  for (const entry of wanted) {
    const found = known.get(entry.archiveId);
    const changed = found && (await reconcile(db, found, entry, options.now, report));
    if (found && changed) changes.push({ old: found.old, changed });
  }
  await addRevisions(db, [...added, ...changes.map(({ changed }) => changed)]);
  await addAudits(db, [
    ...added.map((entry) => importing("import-entry", options.now, null, entry)),
    ...changes.map(({ old, changed }) => importing("reimport-entry", options.now, old, changed)),
  ]);
  await raiseCounters(db, ids);
  return [...added, ...changes.flatMap(({ old, changed }) => [old, changed])];
}

type Known = { old: Entry; isBeingCorrected: boolean };

async function findKnown(db: Db, ids: readonly ArchiveId[]): Promise<Map<ArchiveId | null, Known>> {
  const found = await lockEntries(db, ids);
  const numbers = found.map(({ id }) => id);
  const open = await findOpenCorrections(db, numbers);
  return new Map(found.map((old) => [old.archiveId, { old, isBeingCorrected: open.has(old.id) }]));
}

function importing(act: string, at: Temporal.Instant, before: Entry | null, after: Entry): Act {
  const actor = { id: importer, name: importer };
  return { at, actor, act, subject: `entry:${after.id}`, ...trailOf(before, after) };
}

/** A page that was corrected by hand corrects the entry; what editors wrote stays. */
async function reconcile(
  db: Db,
  { old, isBeingCorrected }: Known,
  entry: ImportedEntry,
  now: Temporal.Instant,
  report: ImportReport,
): Promise<Entry | null> {
  const topics = [...new Set([...old.topics, ...(entry.topics ?? [])])];
  const { createdAt: _, publishedAt: __, ...text } = { ...entry, url: old.url, topics };
  if (hasText(old, text)) {
    report.unchanged += 1;
    return null;
  }
  if (isBeingCorrected || !isImports(old)) {
    report.kept.push(entry.archiveId);
    return null;
  }
  const set = { ...text, updatedAt: now, revision: old.revision + 1 };
  report.changed += 1;
  return (await updateEntry(db, { id: old.id, from: ["published"] }, set)) ?? null;
}

/** Whether no editor has touched it: a correction would have been approved by one. */
function isImports({ createdBy, approvedBy, state }: Entry): boolean {
  return createdBy === importer && approvedBy === null && state === "published";
}

async function raiseCounters(db: Db, ids: readonly ArchiveId[]): Promise<void> {
  const last = new Map<string, number>();
  for (const id of ids) {
    const on = archiveDay(id).toString();
    last.set(on, Math.max(last.get(on) ?? 0, archiveSequence(id)));
  }
  for (const [on, sequence] of last) await raiseSequence(db, Temporal.PlainDate.from(on), sequence);
}

/** A page that has an id twice has told of it in its oddities; the first counts. */
function firstOfEachId(entries: readonly CompleteEntry[]): CompleteEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id));
}
