// The inverted index of candidates: what it keeps of each, and what it finds.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Posting } from "./stacking-postings.ts";

export type Indexed = { id: number; postings: readonly Posting[] };

/** Of a term the newest stories count: a common one costs no more than these. */
const postingsRead = 100;
const matchesKept = 20;

/** The candidates are found by these from now on, and by nothing that was before. */
export async function setTerms(db: Db, indexed: readonly Indexed[]): Promise<void> {
  if (indexed.length === 0) return;
  const ids = listed(indexed.map(({ id }) => id));
  await db.execute(sql`
    with before as (
      delete from candidate_term where candidate_id = any (${ids}::bigint[])
    )
    insert into candidate_term (term, at, candidate_id, weight)
    select t.term, c.first_seen_at, t.id, t.weight
    from ${postingsTable(indexed)} join candidate c on c.id = t.id`);
}

export type Match = { id: number; other: number; otherStack: number | null };

/**
 * Others first seen within `hours` of each candidate that share weighty terms with it, the likest
 * first. What is counted is the part of the cosine that the terms looked for make up: `least` of it.
 * Of a term that more have than are read the older get nothing: those that share the rarer terms only
 * are told in turn with the others.
 */
export async function findMatches(
  db: Db,
  sought: readonly Indexed[],
  { hours, least }: { hours: number; least: number },
): Promise<Match[]> {
  if (sought.length === 0) return [];
  const window = sql`make_interval(secs => ${hours * 3600})`;
  return rows<Match>(
    db,
    sql`
    with posting as materialized (
      select t.id, p.candidate_id as other, t.weight * p.weight as part, p.read = ${postingsRead} as cut
      from ${postingsTable(sought)} join candidate c on c.id = t.id
      -- One short stretch of the index a term, from its newest end.
      cross join lateral (
        select candidate_id, weight, count(*) over () as read from (
          select candidate_id, weight from candidate_term
          where term = t.term
            and at between c.first_seen_at - ${window} and c.first_seen_at + ${window}
          order by at desc, candidate_id desc limit ${postingsRead}
        ) newest
      ) p
      where p.candidate_id <> t.id
    ), crowded as materialized (
      select distinct id from posting where cut
    ), hit as (
      select id, other, sum(part) as score, coalesce(sum(part) filter (where not cut), 0) as rare
      from posting group by id, other having sum(part) >= ${least / 2}::real
    ), placed as (
      select h.id, other, score >= ${least}::real as is_like, crowded.id is not null as is_crowded,
        row_number() over (partition by h.id order by score desc, other) as place,
        row_number() over (partition by h.id order by rare desc, other) as rare_place
      from hit h left join crowded on crowded.id = h.id
      where score >= ${least}::real or crowded.id is not null
    )
    select m.id::float8 as id, m.other::float8 as other, o.stack_id::float8 as "otherStack"
    from placed m join candidate o on o.id = m.other
    where (is_like and place <= ${matchesKept}) or (is_crowded and rare_place <= ${matchesKept})
    order by m.id, case when is_crowded then least(place, rare_place) else place end, place`,
  );
}

/**
 * Forgets what was first seen before `before` and is not in a new stack, of the next `limit`
 * candidates by number that the index has after `after`. `last` is undefined where there are no more.
 */
export async function pruneTerms(
  db: Db,
  { before, after, limit }: { before: Temporal.Instant; after: number; limit: number },
): Promise<{ last: number | undefined; pruned: number }> {
  const [done] = await rows<{ last: number | null; pruned: number }>(
    db,
    sql`
    with recursive
    -- From one candidate to the next in its index: "distinct" would read every row.
    walked (id, n) as (
      (select candidate_id, 1 from candidate_term where candidate_id > ${after}
        order by candidate_id limit 1)
      union all
      select (select candidate_id from candidate_term where candidate_id > walked.id
        order by candidate_id limit 1), n + 1
      from walked where id is not null and n < ${limit}
    ), old as (
      select c.id from walked join candidate c using (id) left join stack s on s.id = c.stack_id
      where c.first_seen_at < ${before.toString()}::timestamptz and s.state is distinct from 'new'
    ), pruned as (
      delete from candidate_term where candidate_id in (select id from old)
    )
    select (select max(id) from walked)::float8 as last, (select count(*) from old)::int as pruned`,
  );
  return { last: done?.last ?? undefined, pruned: done?.pruned ?? 0 };
}

/** Rows `t (id, term, weight)`; as text, which goes to the server as one parameter a column. */
function postingsTable(indexed: readonly Indexed[]) {
  const all = indexed.flatMap(({ id, postings }) => postings.map((one) => [id, ...one] as const));
  return sql`unnest(${listed(all.map(([id]) => id))}::bigint[],
    ${listed(all.map(([, term]) => term))}::int[],
    ${listed(all.map(([, , weight]) => weight))}::real[]) as t (id, term, weight)`;
}

function listed(numbers: readonly number[]): string {
  return `{${numbers.join(",")}}`;
}
