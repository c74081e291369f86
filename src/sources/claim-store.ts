// Who is polled now. Each is one short statement; nothing is locked while the network is asked.

import { eq, inArray, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import {
  type DatabaseTime,
  type HttpState,
  type Lease,
  leaseSeconds,
  moment,
  type Redirect,
  textArray,
} from "./poll-store.ts";
import { hosts, httpStates, pollStates, redirects, sources } from "./table.ts";

/**
 * Takes up to `limit` due sources, at most one a host. Hosts come first: taking the oldest due
 * sources and then one a host left a single usable job of 4,930 (facts on polling, §4). `only` takes
 * of those sources whichever host is free, due or not.
 */
export async function claimSources(
  db: Db,
  claim: { at: DatabaseTime; token: string; limit: number; only?: readonly string[] | undefined },
): Promise<Lease[]> {
  const { token, limit, only } = claim;
  const now = moment(claim.at);
  const until = sql`${now} + make_interval(secs => ${leaseSeconds})`;
  const wanted =
    only &&
    sql`p.source_id = any(${textArray(only)})
      and (p.outcome is distinct from 'throttled' or p.next_poll_at <= ${now})`;
  const leased = await rows<{ source_id: string }>(
    db,
    sql`
    with free as (
      select id from ${hosts} h
      where next_slot_at <= ${now} and (lease_until is null or lease_until <= ${now})
        and ${only ? sql`exists (select from ${pollStates} p where p.host = h.id and ${wanted})` : sql`due_at <= ${now}`}
      order by due_at limit ${limit} for update skip locked
    ), due as (
      select free.id as host, p.source_id from free cross join lateral (
        select source_id from ${pollStates} p
        where p.host = free.id and p.lease_until is null
          and p.active and ${wanted ?? sql`p.next_poll_at <= ${now}`}
        order by p.next_poll_at limit 1 for update skip locked) p
    ), held as (
      update ${hosts} h set lease_until = ${until}, lease_token = ${token}
      from due where h.id = due.host
    )
    update ${pollStates} p set lease_until = ${until}, lease_token = ${token}, attempt = p.attempt + 1
    from due where p.source_id = due.source_id
    returning p.source_id`,
  );
  return readLeases(
    db,
    leased.map((row) => row.source_id),
    token,
  );
}

/** Each with its validators and redirects, in one statement. */
async function readLeases(db: Db, ids: readonly string[], token: string): Promise<Lease[]> {
  if (ids.length === 0) return [];
  const found = await db
    .select({
      ...{ source: sources, state: pollStates },
      httpStates: sql<HttpState[]>`(select coalesce(json_agg(json_build_object('url', url,
        'etag', etag, 'lastModified', last_modified, 'bodySha256', body_sha256)), '[]')
        from ${httpStates} where source_id = ${sources.id})`,
      redirects: sql`(select coalesce(json_agg(json_build_object('url', url, 'target', target,
        'firstSeenAt', first_seen_at, 'adoptedAt', adopted_at)), '[]')
        from ${redirects} where source_id = ${sources.id})`.mapWith(redirectsOf),
    })
    .from(sources)
    .innerJoin(pollStates, eq(pollStates.sourceId, sources.id))
    .where(inArray(sources.id, [...ids]));
  return found.map((lease) => ({ ...lease, token }));
}

type RedirectJson = Pick<Redirect, "url" | "target"> & {
  firstSeenAt: string;
  adoptedAt: string | null;
};

function redirectsOf(found: RedirectJson[]): Redirect[] {
  return found.map(({ firstSeenAt, adoptedAt, ...redirect }) => ({
    ...redirect,
    firstSeenAt: Temporal.Instant.from(firstSeenAt),
    adoptedAt: adoptedAt === null ? null : Temporal.Instant.from(adoptedAt),
  }));
}
