import { and, count, desc, eq, exists, inArray, lt, ne, not, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { DeliveryState } from "./ledger.ts";
import { deliveries, issues } from "./table.ts";

export type Issue = typeof issues.$inferSelect;
export type IssueState = Issue["state"];

/** Null where the id, or the schedule's slot, is taken. */
export async function addIssue(
  db: Db,
  issue: Pick<Issue, "id" | "schedule" | "slot" | "state" | "cutoffAt" | "createdAt">,
): Promise<Issue | null> {
  const [row] = await db.insert(issues).values(issue).onConflictDoNothing().returning();
  return row ?? null;
}

export async function findIssueOfSlot(
  db: Db,
  schedule: string,
  slot: Temporal.Instant,
): Promise<Issue | null> {
  const [row] = await db
    .select()
    .from(issues)
    .where(and(eq(issues.schedule, schedule), eq(issues.slot, slot)));
  return row ?? null;
}

export async function findIssue(db: Db, id: string): Promise<Issue | null> {
  const [row] = await db.select().from(issues).where(eq(issues.id, id));
  return row ?? null;
}

/** The newest issue of a schedule that was not cancelled. */
export async function findNewestIssue(db: Db, schedule: string): Promise<Issue | null> {
  const [row] = await db
    .select()
    .from(issues)
    .where(and(eq(issues.schedule, schedule), ne(issues.state, "cancelled")))
    .orderBy(desc(issues.number))
    .limit(1);
  return row ?? null;
}

/** Until the end of the transaction no other orders an issue of the schedule. */
export async function lockOrders(db: Db, schedule: string): Promise<void> {
  const name = `order-issue ${schedule}`;
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

/** Newest first; `before` is the number of the last of the page before. */
export async function listIssues(
  db: Db,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Issue[]> {
  return db
    .select()
    .from(issues)
    .where(before === undefined ? undefined : lt(issues.number, before))
    .orderBy(desc(issues.number))
    .limit(limit);
}

export type Counts = Partial<Record<DeliveryState, number>>;

/** How many deliveries of each issue are in each state; a state without any is absent. */
export async function countDeliveries(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>(ids.map((id) => [id, {}]));
  if (ids.length === 0) return counts;
  const found = await db
    .select({ id: deliveries.issueId, state: deliveries.state, number: count() })
    .from(deliveries)
    .where(inArray(deliveries.issueId, [...ids]))
    .groupBy(deliveries.issueId, deliveries.state);
  for (const { id, state, number } of found) counts.set(id, { ...counts.get(id), [state]: number });
  return counts;
}

/** Null where it is in none of the states of `from`. */
export async function changeIssue(
  db: Db,
  id: string,
  from: readonly IssueState[],
  change: Partial<Pick<Issue, "state" | "approvedAt" | "approvedBy" | "finishedAt">>,
): Promise<Issue | null> {
  const [row] = await db
    .update(issues)
    .set(change)
    .where(and(eq(issues.id, id), inArray(issues.state, [...from])))
    .returning();
  return row ?? null;
}

/** Approved issues begin; the ids of all that are to be sent, oldest first. */
export async function startIssues(db: Db): Promise<string[]> {
  await db.update(issues).set({ state: "sending" }).where(eq(issues.state, "approved"));
  const found = await db
    .select({ id: issues.id })
    .from(issues)
    .where(eq(issues.state, "sending"))
    .orderBy(issues.number);
  return found.map((issue) => issue.id);
}

/**
 * Those that are being sent and have no open delivery left are done. Two questions, since the two
 * halves of the open states have an index each; asked as one, they read the whole ledger.
 */
export async function finishIssues(db: Db, now: Temporal.Instant): Promise<void> {
  await db
    .update(issues)
    .set({ state: "done", finishedAt: now })
    .where(
      and(
        eq(issues.state, "sending"),
        not(hasDeliveries(db, ["pending", "deferred"])),
        not(hasDeliveries(db, ["claimed", "committing"])),
      ),
    );
}

/**
 * An issue that is being sent goes back to where it waits for an editor. False where it is not sent
 * any more, or has nothing left to send.
 */
export async function askAgain(db: Db, id: string): Promise<boolean> {
  const asked = await db
    .update(issues)
    .set({ state: "frozen", approvedAt: null, approvedBy: null })
    .where(
      and(
        eq(issues.id, id),
        eq(issues.state, "sending"),
        hasDeliveries(db, ["pending", "deferred"]),
      ),
    )
    .returning({ id: issues.id });
  return asked.length > 0;
}

function hasDeliveries(db: Db, states: readonly DeliveryState[]): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(deliveries)
      .where(and(eq(deliveries.issueId, issues.id), inArray(deliveries.state, [...states]))),
  );
}
