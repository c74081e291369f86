import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { entries } from "#entries/table.ts";
import { subscribers } from "#subscribers/table.ts";
import { deliveries, deliveryEntries } from "./table.ts";

export type NewDelivery = Pick<
  typeof deliveries.$inferInsert,
  "issueId" | "subscriberId" | "address" | "language" | "messageId" | "nextAt"
>;

export async function addDeliveries(
  db: Db,
  rows: readonly NewDelivery[],
  now: Temporal.Instant,
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(deliveries)
    .values(rows.map((row) => ({ ...row, state: "pending" as const, changedAt: now })));
}

/**
 * Gives each delivery of the issue what its reader has not been sent: published since the reader
 * confirmed and until `cutoffAt`, in a topic of the digest and in one of the reader's; an empty
 * list of topics means all.
 */
export async function addDeliveryEntries(
  db: Db,
  issueId: string,
  { cutoffAt, topics }: { cutoffAt: Temporal.Instant; topics: readonly string[] },
): Promise<void> {
  await db.execute(sql`
    insert into ${deliveryEntries} (delivery_id, subscriber_id, entry_id, revision)
    select d.id, s.id, e.id, e.revision
    from ${deliveries} d
    join ${subscribers} s on s.id = d.subscriber_id
    join ${entries} e on e.state = 'published' and e.corrects is null
      and e.published_at >= s.confirmed_at and e.published_at <= ${cutoffAt.toString()}
      and (${topics.length === 0} or e.topics && ${textArray(topics)})
      and (s.topics = '{}' or e.topics && s.topics)
    where d.issue_id = ${issueId} and not exists (
      select from ${deliveryEntries} sent
      where sent.subscriber_id = s.id and sent.entry_id = e.id and sent.released_at is null)
    -- Two digests frozen at once meet in the same order, and the second leaves out what the first has.
    order by s.id, e.id
    on conflict do nothing`);
}

/** A reader for whom there is nothing new gets no mail. */
export async function markEmpty(db: Db, issueId: string, now: Temporal.Instant): Promise<void> {
  await db
    .update(deliveries)
    .set({ state: "empty", changedAt: now })
    .where(
      and(
        eq(deliveries.issueId, issueId),
        sql`not exists (select from ${deliveryEntries} held
          where held.delivery_id = ${deliveries.id})`,
      ),
    );
}

function textArray(texts: readonly string[]) {
  const items = texts.map((text) => sql`${text}`);
  return sql`array[${sql.join(items, sql`, `)}]::text[]`;
}
