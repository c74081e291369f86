import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { findPublished } from "#entries/published-store.ts";
import { entries } from "#entries/table.ts";
import type { CitingEntry } from "./fragments.ts";
import type { Lease } from "./lease-store.ts";
import { deliveries, deliveryEntries } from "./table.ts";

type Hold = { lease: Lease; now: Temporal.Instant };

/**
 * What each delivery holds, as it is published now: newest archive id first. An entry that was
 * withdrawn since the freeze is left out and released; one that was revised goes in its new text,
 * and the ledger notes which.
 */
export async function openParcels(
  db: Db,
  deliveryIds: readonly number[],
  hold: Hold,
): Promise<Map<number, CitingEntry[]>> {
  if (deliveryIds.length === 0) return new Map();
  await settleEntries(db, deliveryIds, hold);
  const held = await listHeld(db, deliveryIds);
  const ids = [...new Set(held.flatMap(({ archiveId }) => archiveId ?? []))];
  const published = new Map((await findCiting(db, ids)).map((entry) => [entry.id, entry]));
  const parcels = new Map<number, CitingEntry[]>(deliveryIds.map((id) => [id, []]));
  for (const { deliveryId, entryId } of held) {
    const entry = published.get(entryId);
    if (entry) parcels.get(deliveryId)?.push(entry);
  }
  for (const parcel of parcels.values()) parcel.sort(newestFirst);
  return parcels;
}

async function findCiting(db: Db, ids: readonly string[]): Promise<CitingEntry[]> {
  const found = await findPublished(db, ids);
  const related = [...new Set(found.flatMap((entry) => entry.related))];
  const known = new Set<string>((await findPublished(db, related)).map((one) => one.archiveId));
  return found.map((entry) => ({ ...entry, cited: entry.related.filter((id) => known.has(id)) }));
}

/** Only of what the sender still holds: another may have composed it by now. */
async function settleEntries(
  db: Db,
  deliveryIds: readonly number[],
  { lease, now }: Hold,
): Promise<void> {
  const held = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        inArray(deliveries.id, [...deliveryIds]),
        eq(deliveries.leaseToken, lease.token),
        eq(deliveries.state, "claimed"),
      ),
    );
  const isOfThese = and(
    inArray(deliveryEntries.deliveryId, held),
    isNull(deliveryEntries.releasedAt),
    eq(entries.id, deliveryEntries.entryId),
  );
  await db
    .update(deliveryEntries)
    .set({ releasedAt: now })
    .from(entries)
    .where(and(isOfThese, ne(entries.state, "published")));
  await db
    .update(deliveryEntries)
    .set({ revision: sql`${entries.revision}` })
    .from(entries)
    .where(and(isOfThese, ne(entries.revision, deliveryEntries.revision)));
}

async function listHeld(db: Db, deliveryIds: readonly number[]) {
  return db
    .select({
      deliveryId: deliveryEntries.deliveryId,
      entryId: deliveryEntries.entryId,
      archiveId: entries.archiveId,
    })
    .from(deliveryEntries)
    .innerJoin(entries, eq(entries.id, deliveryEntries.entryId))
    .where(
      and(
        inArray(deliveryEntries.deliveryId, [...deliveryIds]),
        isNull(deliveryEntries.releasedAt),
      ),
    );
}

/** Ids begin with year and month, so their order is that of the archive's page. */
function newestFirst(a: CitingEntry, b: CitingEntry): number {
  return a.archiveId < b.archiveId ? 1 : -1;
}
