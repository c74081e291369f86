// Brings a hand-made page into the archive: one transaction, and harmless to repeat.

import type { Db } from "#db/types.ts";
import { type Act, addAudits } from "#editors/audit.ts";
import { type ArchiveId, archiveDay, archiveSequence } from "./archive-id.ts";
import { type CompleteEntry, isComplete, type ParsedPage } from "./import-text.ts";
import { languageOf } from "./language.ts";
import {
  addEntries,
  addRevisions,
  bumpPublication,
  type Entry,
  lockEntries,
  type NewEntry,
  raiseSequence,
  textOf,
  updateEntry,
} from "./store.ts";

export type ImportReport = {
  added: number;
  changed: number;
  unchanged: number;
  /** Ids whose text in the archive an editor wrote: an import never overwrites it. */
  kept: ArchiveId[];
  /** Entries of the page that lack what an entry must have; the oddities say what and where. */
  incomplete: number;
};

const importer = "import";
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
    for (let at = 0; at < complete.length; at += chunk) {
      await importChunk(db, complete.slice(at, at + chunk), options, report);
      options.onProgress?.(Math.min(at + chunk, complete.length));
    }
    if (report.added + report.changed > 0) await bumpPublication(db);
    return report;
  });
}

async function importChunk(
  db: Db,
  chunk: readonly CompleteEntry[],
  options: { topic: string; timeZone: string; now: Temporal.Instant },
  report: ImportReport,
): Promise<void> {
  const ids = chunk.map(({ id }) => id);
  const known = new Map((await lockEntries(db, ids)).map((entry) => [entry.archiveId, entry]));
  const wanted = chunk.map((parsed) => asEntry(parsed, options));
  const added = await addEntries(
    db,
    wanted.filter((entry) => !known.has(entry.archiveId)),
  );
  report.added += added.length;
  const changed: Entry[] = [];
  for (const entry of wanted) {
    const old = known.get(entry.archiveId);
    if (old) await reconcile(db, old, entry, options.now, report, changed);
  }
  await addRevisions(db, [...added, ...changed]);
  await addAudits(db, [
    ...added.map((entry) => importing("import-entry", entry, options.now)),
    ...changed.map((entry) => importing("reimport-entry", entry, options.now)),
  ]);
  await raiseCounters(db, ids);
}

function importing(act: string, entry: Entry, at: Temporal.Instant): Act {
  const actor = { id: importer, name: importer };
  return { at, actor, act, subject: `entry:${entry.id}`, after: textOf(entry) };
}

/** A page that was corrected by hand corrects the entry; what editors wrote stays. */
async function reconcile(
  db: Db,
  old: Entry,
  entry: NewEntry & { archiveId: ArchiveId },
  now: Temporal.Instant,
  report: ImportReport,
  changed: Entry[],
): Promise<void> {
  const topics = [...new Set([...old.topics, ...(entry.topics ?? [])])];
  const text = { ...entry, url: old.url, topics };
  if (sameText(old, text)) report.unchanged += 1;
  else if (old.createdBy !== importer || old.state !== "published")
    report.kept.push(entry.archiveId);
  else {
    const { createdAt: _, publishedAt: __, ...set } = text;
    const updated = await updateEntry(
      db,
      { id: old.id, from: ["published"] },
      { ...set, updatedAt: now, revision: old.revision + 1 },
    );
    if (updated) changed.push(updated);
    report.changed += 1;
  }
}

function sameText(old: Entry, text: NewEntry): boolean {
  const whole = { ...old, ...text } as Entry;
  return JSON.stringify(textOf(old)) === JSON.stringify(textOf(whole));
}

async function raiseCounters(db: Db, ids: readonly ArchiveId[]): Promise<void> {
  const last = new Map<string, number>();
  for (const id of ids) {
    const on = archiveDay(id).toString();
    last.set(on, Math.max(last.get(on) ?? 0, archiveSequence(id)));
  }
  for (const [on, sequence] of last) await raiseSequence(db, Temporal.PlainDate.from(on), sequence);
}

function asEntry(
  parsed: CompleteEntry,
  { topic, timeZone, now }: { topic: string; timeZone: string; now: Temporal.Instant },
): NewEntry & { archiveId: ArchiveId } {
  const reportedOn = Temporal.PlainDate.from(parsed.date);
  // Without a time it comes last in its day, as its number on the page does.
  const time = Temporal.PlainTime.from(parsed.time ?? "23:59");
  const at = reportedOn.toZonedDateTime({ timeZone, plainTime: time }).toInstant();
  return {
    archiveId: parsed.id,
    state: "published",
    reportedOn,
    reportedTime: parsed.time,
    source: parsed.source,
    via: parsed.via,
    title: parsed.title,
    language: languageOf(parsed.title),
    summary: parsed.summaryText,
    notes: [...parsed.notes],
    related: [...parsed.related],
    topics: [topic],
    revision: 1,
    createdAt: now,
    createdBy: importer,
    publishedAt: at,
    updatedAt: at,
  };
}

/** A page that has an id twice has told of it in its oddities; the first counts. */
function firstOfEachId(entries: readonly CompleteEntry[]): CompleteEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id));
}
