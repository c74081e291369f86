// The statement that ends polls, of which most bring nothing: many at a time cost little more than one.

import { type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Lease } from "./poll-store.ts";
import { fetchLog, hosts, pollStates } from "./table.ts";

/** What the end of a poll may write. */
const written = [
  ...(["active", "nextPollAt", "why", "outcome", "detail", "flags", "hints", "arrivals"] as const),
  ...(["errorStreak", "firstErrorAt", "unchangedStreak", "probedAt"] as const),
  ...(["lastPollAt", "lastOkAt", "lastNewAt", "pausedAt", "pausedWhy"] as const),
];

type Written = Pick<typeof pollStates.$inferInsert, (typeof written)[number]>;

export type Finished = {
  /** What becomes of the row; what is missing stays. `nextPollAt` also sets when its host is due. */
  state: Partial<Written> & { nextPollAt: Temporal.Instant };
  /** When the host may be asked again at the earliest. */
  hostFreeAt: Temporal.Instant;
  log: Omit<typeof fetchLog.$inferInsert, "id" | "sourceId" | "day">;
};

export type Ending = { lease: Lease; finished: Finished };

/**
 * Ends leases with what came of them, in one statement with their hosts' next slots and the log's
 * rows. At most one a host, as leases are. Gives the sources done: the others' leases had run out.
 */
export async function finishPolls(
  db: Db,
  endings: readonly Ending[],
  byDatabaseClock: boolean,
): Promise<ReadonlySet<string>> {
  // Our clock may be behind the database's, by which the next claim goes.
  const spaced = byDatabaseClock ? sql`clock_timestamp() + interval '1 second'` : sql`ends.free_at`;
  // As jsonb the rows took PostgreSQL three times as long to read. The limit tells the planner how
  // few there are. A host's other sources are read as they were before, this one as it is now.
  const done = await rows<{ source_id: string }>(
    db,
    sql`
    with ends as (
      select * from json_to_recordset(${JSON.stringify(endings.map(rowOf))}::text::json) as e(
        id text, host text, token uuid, attempt int, state json, free_at timestamptz,
        at timestamptz, outcome text, ms int, items int, added int, changed int)
      limit ${endings.length}::int
    ), done as (
      update ${pollStates} p set lease_token = null, lease_until = null,
        (${columns()}) = (select ${columns()} from json_populate_record(p, ends.state))
      from ends where p.source_id = ends.id and p.lease_token = ends.token
        and p.attempt = ends.attempt
      returning p.source_id, p.active, p.next_poll_at
    ), freed as (
      update ${hosts} h set lease_until = null, lease_token = null,
        next_slot_at = greatest(h.next_slot_at, ends.free_at, ${spaced}),
        due_at = least(
          case when done.active then done.next_poll_at end,
          (select min(next_poll_at) from ${pollStates} p
            where p.host = h.id and p.active and p.source_id <> done.source_id))
      from done join ends on ends.id = done.source_id
      where h.id = ends.host and h.lease_token = ends.token
    )
    insert into ${fetchLog} (source_id, at, day, outcome, ms, items, added, changed)
    select id, at, (at at time zone 'UTC')::date, ends.outcome, ms, items, added, changed
    from done join ends on ends.id = done.source_id returning source_id`,
  );
  return new Set(done.map((row) => row.source_id));
}

function rowOf({ lease, finished }: Ending): object {
  const { source, token, state } = lease;
  return {
    ...{ id: source.id, host: state.host, token, attempt: state.attempt },
    ...{ ...finished.log, free_at: finished.hostFreeAt },
    state: Object.fromEntries(
      written.map((name) => [pollStates[name].name, wellFormed(finished.state[name])]),
    ),
  };
}

/** Half a character, which a publisher's words may end in, is none to PostgreSQL. */
function wellFormed(value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}

function columns(): SQL {
  return sql.join(
    written.map((name) => sql.identifier(pollStates[name].name)),
    sql`, `,
  );
}
