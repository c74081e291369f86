// The statements of bench/mixed.ts.

import { sql } from "drizzle-orm";
import { candidates } from "#candidates/table.ts";
import { type Db, rows } from "#db/types.ts";
import { hosts, pollStates } from "#sources/table.ts";

/** Moves the next poll of whatever is not being polled to `seconds` after its last. */
export async function pullSlots(
  db: Db,
  seconds: number,
): Promise<{ source: string; at: number }[]> {
  return rows(
    db,
    sql`
    with pulled as (
      update ${pollStates} p set next_poll_at = last_poll_at + make_interval(secs => ${seconds}::int)
      where active and lease_until is null and last_poll_at is not null
        and next_poll_at > last_poll_at + make_interval(secs => ${seconds}::int)
      returning source_id, host, next_poll_at
    ), due as (
      update ${hosts} h set due_at = pulled.next_poll_at from pulled where h.id = pulled.host
    )
    select source_id as source, extract(epoch from next_poll_at)::float8 as at from pulled`,
  );
}

/** As an editor does who pauses them. */
export async function switchOff(db: Db, like: string): Promise<void> {
  await db.execute(sql`
    with off as (update ${pollStates} set active = false where source_id like ${like} returning host)
    update ${hosts} h set due_at = null from off where h.id = off.host`);
}

export async function countCandidates(db: Db): Promise<Map<string, number>> {
  const counted = await rows<{ source: string; n: number }>(
    db,
    sql`select source_id as source, count(*)::int as n from ${candidates} group by source_id`,
  );
  return new Map(counted.map(({ source, n }) => [source, n]));
}
