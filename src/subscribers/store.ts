import { and, asc, eq, gt, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Language } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { subscribers } from "./table.ts";

export type Subscriber = typeof subscribers.$inferSelect;
export type SubscriberState = Subscriber["state"];

export type Wishes = {
  address: string;
  /** The address folded for comparing. */
  key: string;
  language: Language;
  digests: string[];
  topics: string[];
};

/**
 * Notes the wishes of a reader who is to be asked by mail. Null where nobody is to be asked: who
 * has confirmed, who is suppressed, who was asked since `askedBefore`. The wishes stay as they were
 * then, so that they are always those of the last mail.
 */
export async function askSubscriber(
  db: Db,
  wishes: Wishes,
  { now, askedBefore }: { now: Temporal.Instant; askedBefore: Temporal.Instant },
): Promise<{ id: string } | null> {
  const asked = { ...wishes, state: "pending" as const, askedAt: now };
  const [row] = await db
    .insert(subscribers)
    .values({ ...asked, createdAt: now })
    .onConflictDoUpdate({
      target: subscribers.key,
      set: { ...asked, endedAt: null, reason: null },
      setWhere: sql`${inArray(subscribers.state, ["pending", "unsubscribed"])} and ${notAskedSince(askedBefore)}`,
    })
    .returning({ id: subscribers.id });
  return row ?? null;
}

/** The confirmed reader of that address, who is to be told so; null where told since `askedBefore`. */
export async function markTold(
  db: Db,
  key: string,
  { now, askedBefore }: { now: Temporal.Instant; askedBefore: Temporal.Instant },
): Promise<Subscriber | null> {
  const [row] = await db
    .update(subscribers)
    .set({ askedAt: now })
    .where(
      and(eq(subscribers.key, key), eq(subscribers.state, "confirmed"), notAskedSince(askedBefore)),
    )
    .returning();
  return row ?? null;
}

/** The mail did not go out: the reader may be asked again at once. */
export async function forgetAsking(db: Db, id: string): Promise<void> {
  await db.update(subscribers).set({ askedAt: null }).where(eq(subscribers.id, id));
}

/** False where the reader was not waiting for it. */
export async function markConfirmed(db: Db, id: string, now: Temporal.Instant): Promise<boolean> {
  const changed = await db
    .update(subscribers)
    .set({ state: "confirmed", confirmedAt: now })
    .where(and(eq(subscribers.id, id), eq(subscribers.state, "pending")))
    .returning({ id: subscribers.id });
  return changed.length > 0;
}

/** Whoever left by mistake may ask again at once. Leaves a suppressed reader suppressed. */
export async function markUnsubscribed(
  db: Db,
  id: string,
  { now, reason }: { now: Temporal.Instant; reason: string },
): Promise<void> {
  await db
    .update(subscribers)
    .set({ state: "unsubscribed", askedAt: null, endedAt: now, reason })
    .where(and(eq(subscribers.id, id), inArray(subscribers.state, ["pending", "confirmed"])));
}

export async function findSubscriber(db: Db, id: string): Promise<Subscriber | null> {
  const [row] = await db.select().from(subscribers).where(eq(subscribers.id, id));
  return row ?? null;
}

/** In the order in which they came; `after` is the number of the last of the page before. */
export async function listSubscribers(
  db: Db,
  filter: { state?: SubscriberState | undefined; after?: number | undefined; limit: number },
): Promise<Subscriber[]> {
  return db
    .select()
    .from(subscribers)
    .where(
      and(
        filter.state && eq(subscribers.state, filter.state),
        filter.after === undefined ? undefined : gt(subscribers.number, filter.after),
      ),
    )
    .orderBy(asc(subscribers.number))
    .limit(filter.limit);
}

export type Reader = Pick<Subscriber, "id" | "number" | "address" | "language">;

/** The confirmed readers of a digest, a part at a time, in the same order as `listSubscribers`. */
export async function listAudience(
  db: Db,
  digest: string,
  { after, limit }: { after: number; limit: number },
): Promise<Reader[]> {
  const { id, number, address, language } = subscribers;
  return db
    .select({ id, number, address, language })
    .from(subscribers)
    .where(
      and(
        eq(subscribers.state, "confirmed"),
        sql`${digest} = any(${subscribers.digests})`,
        gt(number, after),
      ),
    )
    .orderBy(asc(number))
    .limit(limit);
}

function notAskedSince(at: Temporal.Instant): SQL {
  return sql`(${subscribers.askedAt} is null or ${lte(subscribers.askedAt, at)})`;
}
