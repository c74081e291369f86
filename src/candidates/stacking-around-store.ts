// What is around candidates that are to be placed: equal headlines, stacks and their members, links.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Stack } from "./stack-store.ts";
import type { KnownLink } from "./stacking-world.ts";

type Text = { id: number; title: string; excerpt: string };
export type FirstWith = Text & { key: string; at: Temporal.Instant; stackId: number };
export type StackRead = Pick<Stack, "id" | "state" | "version"> & { reports: Text[] };

/** Of stories with one headline few are looked at: copies are no firsts, so there are hardly more. */
const firstsRead = 10;

/**
 * Candidates with a headline of one of `newcomers`, each first seen within `hours` of it, oldest
 * first. Copies are none, nor is what waits itself: its key may be of an older headline.
 */
export async function listFirsts(
  db: Db,
  newcomers: readonly { titleKey: string | null; at: Temporal.Instant }[],
  hours: number,
): Promise<FirstWith[]> {
  const keyed = newcomers
    .filter(({ titleKey }) => titleKey !== null)
    .map(({ titleKey, at }) => ({ key: titleKey, at: at.toString() }));
  if (keyed.length === 0) return [];
  const window = sql`make_interval(hours => ${hours}::int)`;
  const found = await rows<Omit<FirstWith, "at"> & { at: string }>(
    db,
    sql`
    select distinct on (f.first_seen_at, f.id) f.id::float8 as id, f.title, f.excerpt,
      f.title_key as key, f.first_seen_at as at, f.stack_id::float8 as "stackId"
    from jsonb_to_recordset(${JSON.stringify(keyed)}::jsonb) as n (key text, at timestamptz)
    cross join lateral (
      select * from candidate c
      where c.title_key = n.key and c.first_seen_at between n.at - ${window} and n.at + ${window}
        and c.state <> 'duplicate' and c.stack_id is not null and not c.is_waiting
      order by c.first_seen_at, c.id limit ${firstsRead}
    ) f
    order by f.first_seen_at, f.id`,
  );
  return found.map((first) => ({ ...first, at: Temporal.Instant.from(first.at) }));
}

/** The stacks; of those in `compared` the newest reports, copies left out, oldest first. */
export async function listStacks(
  db: Db,
  ids: readonly number[],
  { compared, reports }: { compared: readonly number[]; reports: number },
): Promise<StackRead[]> {
  if (ids.length === 0) return [];
  return rows<StackRead>(
    db,
    sql`
    select s.id::float8 as id, s.state, s.version, coalesce(m.reports, '[]') as reports
    from stack s left join lateral (
      select json_agg(json_build_object('id', id, 'title', title, 'excerpt', excerpt) order by id)
        as reports
      from (
        select id, title, excerpt from candidate
        where stack_id = s.id and state <> 'duplicate' and s.id = any (${listed(compared)}::bigint[])
        order by id desc limit ${reports}
      ) newest
    ) m on true
    where s.id = any (${listed(ids)}::bigint[])`,
  );
}

/** Those that one of the candidates has, or one in one of the stacks. */
export async function listLinksAround(
  db: Db,
  { candidates, stacks }: { candidates: readonly number[]; stacks: readonly number[] },
): Promise<KnownLink[]> {
  return rows<KnownLink>(
    db,
    sql`
    with around as (
      select id from candidate where stack_id = any (${listed(stacks)}::bigint[])
      union select unnest(${listed(candidates)}::bigint[])
    ), link as (
      select l.* from stack_link l join around on around.id = l.a
      union select l.* from stack_link l join around on around.id = l.b
    )
    select kind, a::float8 as a, b::float8 as b,
      ca.stack_id::float8 as "stackA", cb.stack_id::float8 as "stackB"
    from link join candidate ca on ca.id = a join candidate cb on cb.id = b`,
  );
}

function listed(numbers: readonly number[]): string {
  return `{${numbers.join(",")}}`;
}
