import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Call } from "./call-store.ts";
import { websubCalls, websubSubscriptions } from "./table.ts";

export type Subscription = typeof websubSubscriptions.$inferSelect;
type Key = Pick<Subscription, "topic" | "callback">;

export async function findSubscription(db: Db, key: Key): Promise<Subscription | null> {
  const [found] = await db.select().from(websubSubscriptions).where(isOf(key));
  return found ?? null;
}

export async function findSubscriptionById(db: Db, id: number): Promise<Subscription | null> {
  const [found] = await db.select().from(websubSubscriptions).where(eq(websubSubscriptions.id, id));
  return found ?? null;
}

export type Load = { total: number; ofHost: number; topics: number; knowsTopic: boolean };

/** What the hub has to do already, what is being asked for included. */
export async function countLoad(
  db: Db,
  { topic, host }: Pick<Subscription, "topic" | "host">,
): Promise<Load> {
  const [load] = await rows<Record<keyof Load, number | boolean>>(
    db,
    sql`
    with load as (
      select topic, callback, host from ${websubSubscriptions}
      union select topic, callback, host from ${websubCalls} where kind = 'verify'
    )
    select count(*)::int as total, count(*) filter (where host = ${host})::int as "ofHost",
      count(distinct topic)::int as topics,
      coalesce(bool_or(topic = ${topic}), false) as "knowsTopic"
    from load`,
  );
  return load as Load;
}

/**
 * Begins or renews what the call asked for; what is waiting for the callback goes out now. Everybody
 * locks the delivery before the subscription.
 */
export async function putSubscription(db: Db, call: Call, now: Temporal.Instant): Promise<void> {
  const { topic, callback, host, secret } = call;
  await db.update(websubCalls).set({ nextAt: now, attempt: 0 }).where(isDeliveryOf(call));
  const granted = { secret, verifiedAt: now, expiresAt: now.add({ seconds: call.seconds ?? 0 }) };
  await db
    .insert(websubSubscriptions)
    .values({ topic, callback, host, ...granted })
    .onConflictDoUpdate({
      target: [websubSubscriptions.topic, websubSubscriptions.callback],
      set: { ...granted, failingSince: null },
    });
}

/** With whatever was waiting to be delivered. */
export async function dropSubscription(db: Db, key: Key): Promise<void> {
  await db.delete(websubCalls).where(isDeliveryOf(key));
  await db.delete(websubSubscriptions).where(isOf(key));
}

export async function dropExpired(db: Db, now: Temporal.Instant): Promise<number> {
  const dropped = await db
    .delete(websubSubscriptions)
    .where(lt(websubSubscriptions.expiresAt, now))
    .returning({ id: websubSubscriptions.id });
  return dropped.length;
}

export async function markDelivered(
  db: Db,
  { id }: Subscription,
  { etag, outcome, now }: { etag: string; outcome: string; now: Temporal.Instant },
): Promise<void> {
  await db
    .update(websubSubscriptions)
    .set({
      ...{ deliveredEtag: etag, deliveredAt: now, failingSince: null },
      ...{ outcome, outcomeAt: now },
    })
    .where(eq(websubSubscriptions.id, id));
}

/** Gives since when the callback has failed. */
export async function markFailing(
  db: Db,
  { id }: Subscription,
  { outcome, now }: { outcome: string; now: Temporal.Instant },
): Promise<Temporal.Instant> {
  const [marked] = await db
    .update(websubSubscriptions)
    .set({
      failingSince: sql`coalesce(${websubSubscriptions.failingSince}, ${now.toString()}::timestamptz)`,
      ...{ outcome, outcomeAt: now },
    })
    .where(eq(websubSubscriptions.id, id))
    .returning({ since: websubSubscriptions.failingSince });
  return marked?.since ?? now;
}

export async function listOfTopic(db: Db, topic: string): Promise<Subscription[]> {
  return db.select().from(websubSubscriptions).where(eq(websubSubscriptions.topic, topic));
}

function isOf({ topic, callback }: Key): SQL | undefined {
  return and(eq(websubSubscriptions.topic, topic), eq(websubSubscriptions.callback, callback));
}

function isDeliveryOf({ topic, callback }: Key): SQL | undefined {
  return and(
    eq(websubCalls.kind, "deliver"),
    eq(websubCalls.topic, topic),
    eq(websubCalls.callback, callback),
  );
}
