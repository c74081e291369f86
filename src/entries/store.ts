import { and, desc, eq, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { type Db, databaseNow } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";
import { dayCounters, entries, entryRevisions, publication } from "./table.ts";

export type Entry = typeof entries.$inferSelect;
export type EntryState = Entry["state"];
export type NewEntry = typeof entries.$inferInsert;

/** The members of an entry that an editor writes. */
export type EntryText = Pick<
  Entry,
  | "reportedOn"
  | "reportedTime"
  | "source"
  | "via"
  | "title"
  | "url"
  | "language"
  | "summary"
  | "notes"
  | "related"
  | "topics"
>;

/** By number, or by archive id once it has one. */
export type EntryRef = { id: number } | { archiveId: ArchiveId };

export async function addEntry(db: Db, entry: NewEntry): Promise<Entry> {
  const [added] = await db.insert(entries).values(entry).returning();
  if (!added) throw new Error("an inserted entry was not returned");
  return added;
}

/** Many at once, as an import does. */
export async function addEntries(db: Db, added: readonly NewEntry[]): Promise<Entry[]> {
  if (added.length === 0) return [];
  return db
    .insert(entries)
    .values([...added])
    .returning();
}

export async function findEntry(
  db: Db,
  ref: EntryRef,
  { lock = false }: { lock?: boolean } = {},
): Promise<Entry | undefined> {
  const query = db.select().from(entries).where(refersTo(ref));
  const [found] = await (lock ? query.for("update") : query);
  return found;
}

export async function findEntryOfCandidate(
  db: Db,
  candidateId: number,
): Promise<Entry | undefined> {
  const [found] = await db.select().from(entries).where(eq(entries.candidateId, candidateId));
  return found;
}

/** Those of the ids that exist, locked until the transaction ends. */
export async function lockEntries(db: Db, ids: readonly ArchiveId[]): Promise<Entry[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(entries)
    .where(inArray(entries.archiveId, [...ids]))
    .for("update");
}

/** Newest first; `before` is the number that the page before ended with. */
export function listEntries(
  db: Db,
  filter: {
    state?: EntryState | undefined;
    topic?: string | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<Entry[]> {
  return db
    .select()
    .from(entries)
    .where(
      and(
        filter.state === undefined ? undefined : eq(entries.state, filter.state),
        filter.topic === undefined ? undefined : sql`${filter.topic} = any(${entries.topics})`,
        filter.before === undefined ? undefined : lt(entries.id, filter.before),
      ),
    )
    .orderBy(desc(entries.id))
    .limit(filter.limit);
}

/**
 * The one way an entry changes: guarded by its version and by the states the act is open in.
 * Undefined where the guard did not hold; the caller finds out why.
 */
export async function updateEntry(
  db: Db,
  guard: { id: number; version?: number; from: readonly EntryState[] },
  set: Partial<NewEntry>,
): Promise<Entry | undefined> {
  const [updated] = await db
    .update(entries)
    .set({ ...set, version: sql`${entries.version} + 1` })
    .where(
      and(
        eq(entries.id, guard.id),
        guard.version === undefined ? undefined : eq(entries.version, guard.version),
        inArray(entries.state, [...guard.from]),
      ),
    )
    .returning();
  return updated;
}

/** The next sequence number of a day, archive-wide: concurrent callers get different ones. */
export async function takeSequence(db: Db, on: Temporal.PlainDate): Promise<number> {
  const [counter] = await db
    .insert(dayCounters)
    .values({ day: on, last: 1 })
    .onConflictDoUpdate({ target: dayCounters.day, set: { last: sql`${dayCounters.last} + 1` } })
    .returning();
  if (!counter) throw new Error("a day counter was not returned");
  return counter.last;
}

/** Sees to it that the day's next number comes after `sequence`. */
export async function raiseSequence(
  db: Db,
  on: Temporal.PlainDate,
  sequence: number,
): Promise<void> {
  await db
    .insert(dayCounters)
    .values({ day: on, last: sequence })
    .onConflictDoUpdate({
      target: dayCounters.day,
      set: { last: sql`greatest(${dayCounters.last}, ${sequence})` },
    });
}

/** Keeps what readers will see under its revision number. */
export async function addRevisions(db: Db, published: readonly Entry[]): Promise<void> {
  if (published.length === 0) return;
  await db.insert(entryRevisions).values(
    published.map((entry) => ({
      entryId: entry.id,
      revision: entry.revision,
      publishedAt: entry.updatedAt,
      content: textOf(entry),
    })),
  );
}

/**
 * Tells every replica that what readers see has changed; in the transaction that changes it. Each
 * change has a second of its own: Last-Modified has no finer parts (RFC 9110 §8.8.2.1).
 */
export async function bumpPublication(db: Db): Promise<void> {
  const second = sql<Temporal.Instant>`date_trunc('second', ${databaseNow})`;
  await db
    .insert(publication)
    .values({ id: 1, number: 1, changedAt: second })
    .onConflictDoUpdate({
      target: publication.id,
      set: {
        number: sql`${publication.number} + 1`,
        changedAt: sql`greatest(${second}, ${publication.changedAt} + interval '1 second')`,
      },
    });
}

/** The editor's text of an entry as plain JSON, for revisions and the audit trail. */
export function textOf(entry: EntryText): Record<string, unknown> {
  const { reportedOn, reportedTime, source, via, title, url, language } = entry;
  const { summary, notes, related, topics } = entry;
  return {
    ...{ date: reportedOn.toString(), time: reportedTime, source, via, title, url, language },
    ...{ summary, notes, related, topics },
  };
}

function refersTo(ref: EntryRef): SQL | undefined {
  return or(
    "id" in ref ? eq(entries.id, ref.id) : undefined,
    "archiveId" in ref ? eq(entries.archiveId, ref.archiveId) : undefined,
  );
}
