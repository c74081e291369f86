// What admins see of subscriptions.

import { desc, gt, lt, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { Subscription } from "./subscription-store.ts";
import { websubCalls, websubSubscriptions } from "./table.ts";

export type Listed = Subscription & { waiting: { attempt: number; nextAt: string } | null };

/** Newest first, with the delivery that each waits for; `before` is the last id of the page before. */
export async function listSubscriptions(
  db: Db,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<Listed[]> {
  const waiting = sql<Listed["waiting"]>`(
    select json_build_object('attempt', c.attempt, 'nextAt', c.next_at) from ${websubCalls} c
    where c.kind = 'deliver' and c.topic = ${websubSubscriptions.topic}
      and c.callback = ${websubSubscriptions.callback})`;
  const found = await db
    .select({ subscription: websubSubscriptions, waiting })
    .from(websubSubscriptions)
    .where(before === undefined ? undefined : lt(websubSubscriptions.id, before))
    .orderBy(desc(websubSubscriptions.id))
    .limit(limit);
  return found.map(({ subscription, waiting }) => ({ ...subscription, waiting }));
}

export async function countSubscriptions(
  db: Db,
  now: Temporal.Instant,
): Promise<{ subscriptions: number; topics: number; failing: number; calls: number }> {
  const [counted] = await db
    .select({
      subscriptions: sql<number>`count(*)::int`,
      topics: sql<number>`count(distinct ${websubSubscriptions.topic})::int`,
      failing: sql<number>`count(${websubSubscriptions.failingSince})::int`,
      calls: sql<number>`(select count(*)::int from ${websubCalls})`,
    })
    .from(websubSubscriptions)
    .where(gt(websubSubscriptions.expiresAt, now));
  return counted ?? { subscriptions: 0, topics: 0, failing: 0, calls: 0 };
}
