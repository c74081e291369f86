// Stories and drafts put straight into the database, for tests that need hundreds.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";

/** New stacks of one candidate each, numbered alike from the number after the last. */
export function seedStacks(db: Db, count: number): Promise<number[]> {
  // In one transaction, and as stacked already: the servers of the test do that as well.
  return db.transaction((db) => seed(db, count));
}

async function seed(db: Db, count: number): Promise<number[]> {
  await db.execute(sql`
    insert into source (id, name, homepage, addresses, kind, language, zone, terms, active)
    select 'seeded', '潮見新報', '', '{}', 'feed', 'ja', 'Asia/Tokyo', 'invented', false
    where not exists (select from source where id = 'seeded')`);
  const made = await rows<{ id: string | number }>(
    db,
    sql`
    with added as (
      insert into candidate (source_id, identity, digest, title, excerpt, publisher, language, topics,
        timed, first_seen_at, is_waiting)
      select 'seeded', gen_random_uuid(), '', '港の話題 ' || n, '', '潮見新報', 'ja', '{harbour}', false, now(), false
      from generate_series(1, ${count}::int) n
      returning id
    ), stacked as (
      insert into stack (lead_id, topics, first_seen_at) select id, '{harbour}', now() from added order by id
      returning id, lead_id
    ) select id, lead_id from stacked order by lead_id`,
  );
  await db.execute(sql`
    update candidate set stack_id = stack.id from stack
    where stack.lead_id = candidate.id and candidate.stack_id is null`);
  return made.map(({ id }) => Number(id));
}

/** Entries in review, of the day given, written by nobody in particular. */
export async function seedInReview(db: Db, day: string, count: number): Promise<number[]> {
  const made = await rows<{ id: string | number }>(
    db,
    sql`
    insert into entry (state, reported_on, source, title, language, summary, topics, created_at,
      created_by, updated_at)
    select 'in_review', ${day}::date, '潮見新報', '港の話題 ' || n, 'ja', '訓練があった。', '{harbour}',
      now(), 'test', now()
    from generate_series(1, ${count}::int) n returning id`,
  );
  return made.map(({ id }) => Number(id));
}
