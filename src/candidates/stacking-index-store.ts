// The inverted index of candidates: what it keeps of each, and what it finds.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Posting } from "./stacking-postings.ts";

export type Indexed = { id: number; postings: readonly Posting[] };

/** Of a term the newest stories count: a common one costs no more than these. */
const postingsRead = 200;
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
    with hit as (
      select t.id, p.candidate_id as other, sum(t.weight * p.weight) as score
      from ${postingsTable(sought)} join candidate c on c.id = t.id
      -- One short stretch of the index a term, from its newest end.
      cross join lateral (
        select candidate_id, weight from candidate_term
        where term = t.term and at between c.first_seen_at - ${window} and c.first_seen_at + ${window}
        order by at desc, candidate_id desc limit ${postingsRead}
      ) p
      where p.candidate_id <> t.id
      group by t.id, p.candidate_id
      having sum(t.weight * p.weight) >= ${least}
    ), placed as (
      select id, other, row_number() over (partition by id order by score desc, other) as place
      from hit
    )
    select p.id::float8 as id, p.other::float8 as other, o.stack_id::float8 as "otherStack"
    from placed p join candidate o on o.id = p.other
    where p.place <= ${matchesKept} order by p.id, p.place`,
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
