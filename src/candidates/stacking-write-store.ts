// What the stacking job writes: new stacks, what joins them and those there were, likenesses.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";

/** Stacks of one candidate each, in its state. Their ids by candidate. */
export async function addStacksFor(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const added = await rows<{ id: number; lead: number }>(
    db,
    sql`
    insert into stack (state, lead_id, topics, first_seen_at, decided_at, decided_by, reason)
    select case c.state when 'duplicate' then 'rejected' else c.state::text end::stack_state,
      c.id, c.topics, c.first_seen_at, c.decided_at, c.decided_by, c.reason
    from candidate c where c.id = any (${listed(ids)}::bigint[]) order by c.id
    returning id::float8 as id, lead_id::float8 as lead`,
  );
  return new Map(added.map(({ id, lead }) => [lead, id]));
}

export type Placed = {
  id: number;
  stack: number;
  key: string | null;
  duplicate_of: number | null;
  score: number | null;
  terms: string[] | null;
};

export async function putIntoStacks(db: Db, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return;
  await db.execute(sql`
    update candidate c set stack_id = p.stack, title_key = p.key, is_waiting = false,
      state = case when p.duplicate_of is not null then 'duplicate'
        when c.state = 'duplicate' and c.stack_id is not null then 'new' else c.state end,
      duplicate_of = p.duplicate_of, stack_score = p.score, stack_terms = p.terms,
      version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as p
      (id bigint, stack bigint, key text, duplicate_of bigint, score real, terms text[])
    where c.id = p.id`);
}

/** Of those that stay where they are. */
export async function setTitleKeys(
  db: Db,
  keyed: readonly { id: number; key: string | null }[],
): Promise<void> {
  if (keyed.length === 0) return;
  await db.execute(sql`
    update candidate c set title_key = k.key, is_waiting = false
    from jsonb_to_recordset(${JSON.stringify(keyed)}::jsonb) as k (id bigint, key text)
    where c.id = k.id`);
}

/** Reckons up what the stacks say of their candidates; they are to be ranked anew. */
export async function refreshStacks(
  db: Db,
  ids: readonly number[],
): Promise<{ id: number; version: number }[]> {
  if (ids.length === 0) return [];
  return rows(
    db,
    sql`
    with member as (
      select id, stack_id, topics, first_seen_at from candidate
      where stack_id = any (${listed(ids)}::bigint[])
    ), topic as (
      select stack_id, topic, min(id) as first, min(place) as place
      from member cross join lateral unnest(topics) with ordinality as t (topic, place)
      group by stack_id, topic
    )
    update stack s set version = s.version + 1, ranked_by = 0, first_seen_at = m.first_seen_at,
      topics = array(select topic from topic where stack_id = s.id order by first, place, topic)
    from (select stack_id, min(first_seen_at) as first_seen_at from member group by stack_id) m
    where s.id = m.stack_id
    returning s.id::float8 as id, s.version`,
  );
}

export type Shell = { id: number; into: number };

/** What the only candidate of a stack has left points to where it went. */
export async function leaveShells(db: Db, shells: readonly Shell[]): Promise<void> {
  if (shells.length === 0) return;
  await db.execute(sql`
    update stack s set state = 'merged', merged_into = l.into, version = s.version + 1
    from jsonb_to_recordset(${JSON.stringify(shells)}::jsonb) as l (id bigint, "into" bigint)
    where s.id = l.id`);
}

export async function dropLikenesses(db: Db, stacks: readonly number[]): Promise<void> {
  if (stacks.length === 0) return;
  await db.execute(sql`
    delete from stack_likeness
    where stack_id = any (${listed(stacks)}::bigint[]) or other_id = any (${listed(stacks)}::bigint[])`);
}

/** Each pair once, the lower number first; the greatest score that any of their candidates gave. */
export async function addLikenesses(
  db: Db,
  likenesses: readonly { stack: number; other: number; score: number; terms: string[] }[],
): Promise<void> {
  if (likenesses.length === 0) return;
  await db.execute(sql`
    insert into stack_likeness as known (stack_id, other_id, score, terms)
    select distinct on (least(stack, other), greatest(stack, other))
      least(stack, other), greatest(stack, other), score, terms
    from jsonb_to_recordset(${JSON.stringify(likenesses)}::jsonb) as l
      (stack bigint, other bigint, score real, terms text[])
    order by least(stack, other), greatest(stack, other), score desc
    on conflict (stack_id, other_id) do update set score = excluded.score, terms = excluded.terms
    where excluded.score > known.score`);
}

function listed(numbers: readonly number[]): string {
  return `{${numbers.join(",")}}`;
}
