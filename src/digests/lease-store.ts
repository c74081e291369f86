// Who holds which deliveries, and for how long.

import { and, asc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import { type Db, databaseNow } from "#db/types.ts";
import type { Delivery } from "./delivery-store.ts";
import type { DeliveryState } from "./ledger.ts";
import { deliveries, deliveryAttempts, issues } from "./table.ts";

/** One sender's hold on deliveries. */
export type Lease = { token: string; seconds: number };

/** Takes what is due of an issue that is being sent, in the order in which it became due. */
export async function claimDeliveries(
  db: Db,
  issueId: string,
  { lease, now, limit }: { lease: Lease; now: Temporal.Instant; limit: number },
): Promise<Delivery[]> {
  // As a CTE: within IN (…) a plan may run it again for every row, past its limit.
  const due = db.$with("due").as(
    db
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.issueId, issueId),
          inArray(deliveries.state, ["pending", "deferred"]),
          lte(deliveries.nextAt, now),
          sql`(select state from ${issues} where id = ${issueId}) = 'sending'`,
        ),
      )
      .orderBy(asc(deliveries.nextAt), asc(deliveries.id))
      .limit(limit)
      .for("update", { skipLocked: true }),
  );
  return db
    .with(due)
    .update(deliveries)
    .set({
      state: "claimed",
      leaseToken: lease.token,
      leaseUntil: leaseEnd(lease),
      changedAt: now,
    })
    .where(inArray(deliveries.id, sql`(select id from due)`))
    .returning();
}

/** The heartbeat: all that the sender holds is his for another while. */
export async function extendLease(db: Db, lease: Lease): Promise<void> {
  await db
    .update(deliveries)
    .set({ leaseUntil: leaseEnd(lease) })
    .where(
      and(
        eq(deliveries.leaseToken, lease.token),
        inArray(deliveries.state, ["claimed", "committing"]),
      ),
    );
}

/** Gives back what the sender holds and has not begun to hand over. */
export async function releaseClaims(db: Db, lease: Lease, now: Temporal.Instant): Promise<void> {
  await db
    .update(deliveries)
    .set({ ...released, state: "pending", changedAt: now })
    .where(and(eq(deliveries.leaseToken, lease.token), eq(deliveries.state, "claimed")));
}

/**
 * After a sender's death: what was claimed is provably unsent and open again; what was committing
 * may have been sent, and is unknown.
 */
export async function sweepLeases(db: Db, now: Temporal.Instant): Promise<DeliveryState[]> {
  return db.transaction(async (db) => {
    const expired = db.$with("expired").as(
      db
        .select({ id: deliveries.id })
        .from(deliveries)
        .where(
          and(
            inArray(deliveries.state, ["claimed", "committing"]),
            sql`${deliveries.leaseUntil} < ${databaseNow}`,
          ),
        )
        .for("update", { skipLocked: true }),
    );
    const swept = await db
      .with(expired)
      .update(deliveries)
      .set({
        ...released,
        state: sql`(case ${deliveries.state} when 'claimed' then 'pending' else 'unknown' end)::delivery_state`,
        attempt: sql`${deliveries.attempt} + (${deliveries.state} = 'committing')::int`,
        changedAt: now,
      })
      .where(inArray(deliveries.id, sql`(select id from expired)`))
      .returning({
        deliveryId: deliveries.id,
        attempt: deliveries.attempt,
        state: deliveries.state,
      });
    const lost = swept.filter(({ state }) => state === "unknown");
    const reply = "the sender ended before a reply was noted";
    const attempts = lost.map(({ deliveryId, attempt }) => ({
      deliveryId,
      attempt,
      outcome: "unknown",
      reply,
      at: now,
    }));
    if (attempts.length > 0) await db.insert(deliveryAttempts).values(attempts);
    return swept.map(({ state }) => state);
  });
}

/** The lease is over. */
export const released = { leaseToken: null, leaseUntil: null };

/** By the database's clock: those of senders differ. */
export function leaseEnd({ seconds }: Lease): SQL<Temporal.Instant> {
  return sql<Temporal.Instant>`${databaseNow} + make_interval(secs => ${seconds})`;
}
