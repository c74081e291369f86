// The SQL of events: writing, numbering, reading and dropping them.

import { asc, eq, getTableColumns, gt, gte, isNull, lt, min, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import { eventCounter, events } from "./table.ts";

type StoredEvent = typeof events.$inferSelect;
/** An event that has its number. */
export type DeskEvent = Omit<StoredEvent, "id" | "number"> & { number: number };

/** Seven parameters a row; a statement takes 65,535. */
const rowsAtOnce = 5_000;

export async function addEventRows(
  db: Db,
  added: readonly (typeof events.$inferInsert)[],
): Promise<void> {
  for (let from = 0; from < added.length; from += rowsAtOnce) {
    await db.insert(events).values(added.slice(from, from + rowsAtOnce));
  }
}

/** Whether any that are committed have no number yet. */
export async function areUnnumbered(db: Db): Promise<boolean> {
  const found = await db
    .select({ id: events.id })
    .from(events)
    .where(isNull(events.number))
    .limit(1);
  return found.length > 0;
}

/**
 * Numbers, in the order of their ids, what has become visible and has no number; gives how many, at
 * most 5,000. The counter is locked until the numbers are committed and the rows are looked for after
 * that, so whoever sees a number sees every lower one as well, however many replicas do this at once.
 */
function numberEvents(db: Db): Promise<number> {
  return db.transaction(async (db) => {
    await db.insert(eventCounter).values({ id: 1, last: 0 }).onConflictDoNothing();
    await db.select().from(eventCounter).where(eq(eventCounter.id, 1)).for("update");
    const [done] = await rows<{ count: number }>(
      db,
      sql`
      with waiting as (
        select id from ${events} where number is null order by id limit ${rowsAtOnce}
      ), placed as (
        select id, row_number() over (order by id) as place from waiting
      ), numbered as (
        update ${events} e set number = c.last + placed.place
        from placed, ${eventCounter} c where e.id = placed.id and c.id = 1
        returning e.id
      )
      update ${eventCounter} set last = last + (select count(*) from numbered)
      where id = 1 returning (select count(*)::int from numbered) as count`,
    );
    return done?.count ?? 0;
  });
}

/** The same until none is left. */
export async function numberAllEvents(db: Db): Promise<void> {
  for (let done = rowsAtOnce; done === rowsAtOnce; ) done = await numberEvents(db);
}

/** The last number given; 0 where none was. */
export async function findLastNumber(db: Db): Promise<number> {
  const [found] = await db.select().from(eventCounter).where(eq(eventCounter.id, 1));
  return found?.last ?? 0;
}

/** The lowest number that is kept; null where none is. */
export async function findFirstNumber(db: Db): Promise<number | null> {
  const [found] = await db.select({ first: min(events.number) }).from(events);
  return found?.first ?? null;
}

/** In the order of their numbers. */
export async function listEventsAfter(db: Db, after: number, limit: number): Promise<DeskEvent[]> {
  const { id: _, ...columns } = getTableColumns(events);
  return db
    .select({ ...columns, number: sql<number>`${events.number}`.mapWith(Number) })
    .from(events)
    .where(gt(events.number, after))
    .orderBy(asc(events.number))
    .limit(limit);
}

/**
 * Drops, a part at a time, what is numbered below the first event since `before`; gives how many. By
 * number and not by time: what is kept must have no gap, or nobody could tell whether it is whole.
 */
export async function dropEvents(db: Db, before: Temporal.Instant): Promise<number> {
  const young = db
    .select({ first: min(events.number) })
    .from(events)
    .where(gte(events.at, before));
  const part = db
    .select({ id: events.id })
    .from(events)
    .where(lt(events.number, sql`coalesce((${young}), 9007199254740991)`))
    .orderBy(asc(events.number))
    .limit(rowsAtOnce);
  const dropped = await db
    .delete(events)
    .where(sql`${events.id} in ${part}`)
    .returning({ id: events.id });
  return dropped.length;
}
