// The ledger. Every write after the claim checks its token: whoever lost the lease changes nothing.

import { and, asc, eq, gt, inArray, isNull, not, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { subscribers } from "#subscribers/table.ts";
import { type Lease, released } from "./lease-store.ts";
import type { attemptOf, DeliveryState, LedgerChange } from "./ledger.ts";
import { deliveries, deliveryAttempts, deliveryEntries, issues } from "./table.ts";

export type Delivery = typeof deliveries.$inferSelect;

/** Those of `claimed` that are held and whose readers have left end here; answers their ids. */
export async function suppressDeliveries(
  db: Db,
  claimed: readonly Delivery[],
  { lease, now }: { lease: Lease; now: Temporal.Instant },
): Promise<number[]> {
  const ids = claimed.map((delivery) => delivery.id);
  return db.transaction(async (db) => {
    const marked = await db
      .update(deliveries)
      .set({ ...released, state: "suppressed", changedAt: now })
      .where(
        and(
          inArray(deliveries.id, ids),
          eq(deliveries.leaseToken, lease.token),
          eq(deliveries.state, "claimed"),
          not(wantsMail()),
        ),
      )
      .returning({ id: deliveries.id });
    const gone = marked.map(({ id }) => id);
    if (gone.length > 0) await releaseEntries(db, gone, now);
    return gone;
  });
}

/**
 * What is provably unsent of cancelled issues ends here, and its entries are free again: at the
 * cancelling, and in each turn whatever a sender still had in its hands then and gave back since.
 * Two statements, since each half of these states has its index.
 */
export async function suppressCancelled(db: Db, now: Temporal.Instant): Promise<void> {
  const cancelled = db.select({ id: issues.id }).from(issues).where(eq(issues.state, "cancelled"));
  await db.transaction(async (db) => {
    for (const states of [["pending", "deferred"], ["claimed"]] as const) {
      const marked = await db
        .update(deliveries)
        .set({ ...released, state: "suppressed", changedAt: now })
        .where(and(inArray(deliveries.issueId, cancelled), inArray(deliveries.state, [...states])))
        .returning({ id: deliveries.id });
      const ids = marked.map(({ id }) => id);
      if (ids.length > 0) await releaseEntries(db, ids, now);
    }
  });
}

export type Attempt = ReturnType<typeof attemptOf> & { attempt: number };

/** Writes an outcome down, with its attempt; false where the lease was lost. */
export async function recordOutcome(
  db: Db,
  delivery: Delivery,
  outcome: { lease: Lease; now: Temporal.Instant; change: LedgerChange; attempt: Attempt },
): Promise<boolean> {
  const { lease, now, change, attempt } = outcome;
  return db.transaction(async (db) => {
    const changed = await db
      .update(deliveries)
      .set({
        ...released,
        state: change.state,
        attempt: attempt.attempt,
        nextAt: change.nextAt ?? delivery.nextAt,
        reply: attempt.reply,
        changedAt: now,
      })
      .where(and(isHeld(delivery, lease), inArray(deliveries.state, ["claimed", "committing"])))
      .returning({ id: deliveries.id });
    if (changed.length === 0) return false;
    await db.insert(deliveryAttempts).values({ ...attempt, deliveryId: delivery.id, at: now });
    if (change.releases) await releaseEntries(db, [delivery.id], now);
    return true;
  });
}

/** A delivery with nothing left in it: every entry was withdrawn since the freeze. */
export async function markNothingLeft(
  db: Db,
  delivery: Delivery,
  { lease, now }: { lease: Lease; now: Temporal.Instant },
): Promise<void> {
  await db
    .update(deliveries)
    .set({ ...released, state: "empty", changedAt: now })
    .where(and(isHeld(delivery, lease), eq(deliveries.state, "claimed")));
}

/** An issue's deliveries in the order in which they were made, a page at a time. */
export async function listDeliveries(
  db: Db,
  issueId: string,
  filter: { state?: DeliveryState | undefined; after?: number | undefined; limit: number },
): Promise<Delivery[]> {
  return db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.issueId, issueId),
        filter.state && eq(deliveries.state, filter.state),
        filter.after === undefined ? undefined : gt(deliveries.id, filter.after),
      ),
    )
    .orderBy(asc(deliveries.id))
    .limit(filter.limit);
}

async function releaseEntries(db: Db, ids: number[], now: Temporal.Instant): Promise<void> {
  await db
    .update(deliveryEntries)
    .set({ releasedAt: now })
    .where(and(inArray(deliveryEntries.deliveryId, ids), isNull(deliveryEntries.releasedAt)));
}

export function isHeld({ id }: Delivery, { token }: Lease): SQL {
  return sql`${deliveries.id} = ${id} and ${deliveries.leaseToken} = ${token}`;
}

export function wantsMail(): SQL {
  return sql`exists (select from ${subscribers}
    where ${subscribers.id} = ${deliveries.subscriberId} and ${subscribers.state} = 'confirmed')`;
}
