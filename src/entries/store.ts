import {
  and,
  asc,
  desc,
  eq,
  inArray,
  isNull,
  lt,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { Part } from "#search/part.ts";
import type { ArchiveId } from "./archive-id.ts";
import { asked } from "./search-where-store.ts";
import { entries } from "./table.ts";

export type Entry = typeof entries.$inferSelect;
export type EntryState = Entry["state"];
export type NewEntry = typeof entries.$inferInsert;

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

/** The entry that a story has become: at most one is not withdrawn. */
export async function findLiveEntryOfStack(db: Db, stackId: number): Promise<Entry | undefined> {
  const [found] = await db
    .select()
    .from(entries)
    .where(
      and(eq(entries.stackId, stackId), ne(entries.state, "withdrawn"), isNull(entries.corrects)),
    );
  return found;
}

/** Those of the ids that exist, in the order of the ids. */
export async function listNamed(db: Db, ids: readonly ArchiveId[]): Promise<Entry[]> {
  if (ids.length === 0) return [];
  const found = await db
    .select()
    .from(entries)
    .where(inArray(entries.archiveId, [...ids]));
  return found.toSorted((a, b) => place(a) - place(b));

  function place({ archiveId }: Entry): number {
    return archiveId === null ? -1 : ids.indexOf(archiveId);
  }
}

/** Those of the ids that exist, locked until the transaction ends, in the order of their numbers. */
export async function lockEntries(db: Db, ids: readonly ArchiveId[]): Promise<Entry[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(entries)
    .where(inArray(entries.archiveId, [...ids]))
    .orderBy(asc(entries.id))
    .for("update");
}

/**
 * Newest first; `before` is the number that the page before ended with. Corrections while they are
 * open: what became of the others is in the entries that they correct.
 */
export function listEntries(
  db: Db,
  filter: {
    state?: EntryState | undefined;
    topic?: string | undefined;
    before?: number | undefined;
    /** What a search asks for; nothing for all. */
    asked?: readonly Part[] | undefined;
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
        asked(filter.asked ?? []),
        or(isNull(entries.corrects), notInArray(entries.state, ["published", "withdrawn"])),
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

function refersTo(ref: EntryRef): SQL | undefined {
  return or(
    "id" in ref ? eq(entries.id, ref.id) : undefined,
    "archiveId" in ref ? eq(entries.archiveId, ref.archiveId) : undefined,
  );
}
