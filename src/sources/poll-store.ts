// What becomes of leases between the claim (claim-store.ts) and the end (finish-store.ts) of a poll.

import { and, gt, inArray, type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { PollState, Source } from "./store.ts";
import { hosts, type httpStates, pollStates, type redirects } from "./table.ts";

export type HttpState = Omit<typeof httpStates.$inferSelect, "sourceId">;
export type Redirect = Omit<typeof redirects.$inferSelect, "sourceId">;

/** What polling, and storing what it brings, needs of a source. */
export type LeasedSource = Pick<
  Source,
  | ("id" | "name" | "addresses" | "kind" | "page" | "gate" | "language" | "via" | "carrier")
  | ("zone" | "topics" | "minimumIntervalMinutes" | "retryAfterScope")
>;

type LeasedState = Pick<
  PollState,
  | ("host" | "attempt" | "outcome" | "hints" | "arrivals" | "errorStreak" | "unchangedStreak")
  | ("firstErrorAt" | "lastPollAt" | "lastOkAt" | "lastNewAt" | "probedAt")
>;

export type Lease = {
  source: LeasedSource;
  state: LeasedState;
  token: string;
  httpStates: readonly HttpState[];
  redirects: readonly Redirect[];
};

/** Seconds; a holder renews it every thirty. */
export const leaseSeconds = 90;

/** A moment by the database's clock, which all replicas share; a test gives its own. */
export type DatabaseTime = Temporal.Instant | null;

/**
 * Prolongs everything that a gatherer holds, but what is locked: that is just being finished, and
 * of two statements that wait for each other PostgreSQL would end one.
 */
export async function renewLeases(db: Db, at: DatabaseTime, token: string): Promise<void> {
  const until = sql`${moment(at)} + make_interval(secs => ${leaseSeconds})`;
  await db.execute(sql`
    with held as (
      update ${hosts} set lease_until = ${until} where id in (
        select id from ${hosts} where lease_token = ${token} for update skip locked)
    )
    update ${pollStates} set lease_until = ${until} where source_id in (
      select source_id from ${pollStates} where lease_token = ${token} for update skip locked)`);
}

/**
 * A lease that ran out is a failed attempt: whoever held it died, perhaps of what it read. It is
 * backed off like a failure, so that a poisonous source cannot take one process after another.
 */
export async function sweepLeases(db: Db, at: DatabaseTime): Promise<string[]> {
  const now = moment(at);
  const swept = await rows<{ source_id: string }>(
    db,
    sql`
    with lost as (
      update ${pollStates} set lease_until = null, lease_token = null,
        error_streak = error_streak + 1, first_error_at = coalesce(first_error_at, ${now}),
        outcome = 'lost', detail = 'the poll did not end', why = 'its last poll did not end',
        next_poll_at = ${now} + least(interval '30 minutes' * power(2, least(error_streak, 10)), interval '1 day')
      where source_id in (
        select source_id from ${pollStates} where lease_until <= ${now} for update skip locked)
      returning source_id, host
    ), freed as (
      update ${hosts} h set lease_until = null, lease_token = null,
        due_at = (select min(next_poll_at) from ${pollStates} p where p.host = h.id and p.active
          and p.source_id not in (select source_id from lost))
      from lost where h.id = lost.host
    )
    select source_id from lost`,
  );
  // The subquery above does not see the new times of what was lost.
  if (swept.length > 0)
    await refreshDue(
      db,
      swept.map((row) => row.source_id),
    );
  return swept.map((row) => row.source_id);
}

/**
 * Takes back what an outage on our side did to the sources polled in it: their streaks are as they
 * were, and they are tried again at `retryAt`.
 */
export async function forgiveSources(
  db: Db,
  ids: readonly string[],
  retryAt: Temporal.Instant,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(pollStates)
    .set({
      errorStreak: sql`greatest(0, ${pollStates.errorStreak} - 1)`,
      firstErrorAt: sql`case when ${pollStates.errorStreak} > 1 then ${pollStates.firstErrorAt} end`,
      nextPollAt: retryAt,
      why: "more than half of all hosts failed at once: our network, not the source",
    })
    .where(
      // One that has succeeded since has nothing to be forgiven.
      and(inArray(pollStates.sourceId, [...ids]), gt(pollStates.errorStreak, 0)),
    );
  await refreshDue(db, ids);
}

async function refreshDue(db: Db, ids: readonly string[]): Promise<void> {
  await db.execute(sql`
    update ${hosts} h set
      due_at = (select min(next_poll_at) from ${pollStates} p where p.host = h.id and p.active)
    where id in (select host from ${pollStates} where source_id = any(${textArray(ids)}))`);
}

export function moment(at: DatabaseTime): SQL {
  return at === null ? sql`now()` : sql`${at.toString()}::timestamptz`;
}

export function textArray(texts: readonly string[]): SQL {
  return sql`array[${sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  )}]::text[]`;
}
