// The counter that tells every replica that its pages and feeds are old.

import { sql } from "drizzle-orm";
import { type Db, databaseNow } from "#db/types.ts";
import { publication } from "./table.ts";

/**
 * Tells every replica that what readers see has changed; in the transaction that changes it. Each
 * change has a second of its own: Last-Modified has no finer parts (RFC 9110 §8.8.2.1).
 */
export async function bumpPublication(db: Db): Promise<void> {
  const second = sql<Temporal.Instant>`date_trunc('second', ${databaseNow})`;
  await db
    .insert(publication)
    .values({ id: 1, number: 1, changedAt: second })
    .onConflictDoUpdate({
      target: publication.id,
      set: {
        number: sql`${publication.number} + 1`,
        changedAt: sql`greatest(${second}, ${publication.changedAt} + interval '1 second')`,
      },
    });
}
