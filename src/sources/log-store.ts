// What people look at: thirty days of polls, and the bytes of the last failure.

import { and, count, eq, gte, lt, sql, sum } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { fetchLog, pollFailures } from "./table.ts";

/** One day of a source: how often it was polled, how often in vain, what was new. */
export type DayOfPolls = { day: string; polls: number; failures: number; added: number };

const succeeded = ["ok", "not-modified"];

/** The days since `since` on which the source was polled, oldest first. */
export async function listDays(
  db: Db,
  sourceId: string,
  since: Temporal.PlainDate,
): Promise<DayOfPolls[]> {
  const failed = sql<number>`count(*) filter (where ${fetchLog.outcome} not in ${succeeded})`;
  return db
    .select({
      day: fetchLog.day,
      polls: count(),
      failures: failed.mapWith(Number),
      added: sum(fetchLog.added).mapWith(Number),
    })
    .from(fetchLog)
    .where(and(eq(fetchLog.sourceId, sourceId), gte(fetchLog.day, since.toString())))
    .groupBy(fetchLog.day)
    .orderBy(fetchLog.day);
}

/** Deletes what is older, a part at a time so that nothing waits for it; gives how many. */
export async function dropOldPolls(db: Db, before: Temporal.Instant): Promise<number> {
  const part = db
    .select({ id: fetchLog.id })
    .from(fetchLog)
    .where(lt(fetchLog.at, before))
    .limit(5_000);
  const dropped = await db
    .delete(fetchLog)
    .where(sql`${fetchLog.id} in ${part}`)
    .returning({ id: fetchLog.id });
  return dropped.length;
}

export async function findFailure(
  db: Db,
  sourceId: string,
): Promise<typeof pollFailures.$inferSelect | undefined> {
  const [found] = await db.select().from(pollFailures).where(eq(pollFailures.sourceId, sourceId));
  return found;
}
