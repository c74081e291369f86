// The step of the ledger after which a letter may have been sent.

import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { entries } from "#entries/table.ts";
import { type Delivery, isHeld, wantsMail } from "./delivery-store.ts";
import { type Lease, leaseEnd } from "./lease-store.ts";
import { deliveries, deliveryEntries } from "./table.ts";

/**
 * Notes that the end of the message is about to be sent. False where it must not be: the lease is
 * lost, the reader has left in the meantime, or an entry in it was withdrawn.
 */
export async function markCommitting(
  db: Db,
  delivery: Delivery,
  { lease, now }: { lease: Lease; now: Temporal.Instant },
): Promise<boolean> {
  const marked = await db
    .update(deliveries)
    .set({ state: "committing", leaseUntil: leaseEnd(lease), changedAt: now })
    .where(and(isHeld(delivery, lease), eq(deliveries.state, "claimed"), wantsMail(), isPublic()))
    .returning({ id: deliveries.id });
  return marked.length > 0;
}

/** Whether all that it holds is still published. */
function isPublic(): SQL {
  return sql`not exists (select from ${deliveryEntries} held
    join ${entries} e on e.id = held.entry_id
    where held.delivery_id = ${deliveries.id} and held.released_at is null
      and e.state <> 'published')`;
}
