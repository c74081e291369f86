// The index of published entries: what is behind, and how it is brought up.

import { and, eq, sql } from "drizzle-orm";
import { type Db, databaseNow, rows } from "#db/types.ts";
import type { IndexedText } from "./entry-terms.ts";
import { entryIndexed, entryIndexing, entryTerms } from "./table.ts";

export type IndexLease = { token: string; number: number; features: number };
export type Unindexed = IndexedText & { id: number; revision: number };
export type IndexRow = { id: number; revision: number; terms: number[]; weights: number[] };

const leaseUntil = sql<Temporal.Instant>`${databaseNow} + interval '1 minute'`;
const isPublic = sql`e.state = 'published' and e.corrects is null`;

/**
 * Takes the index for one worker, if readers see anything that it has not seen, or terms are made
 * otherwise now. Null where nothing is to do or somebody does it. Most calls write nothing.
 */
export async function claimIndex(db: Db, features: number): Promise<IndexLease | null> {
  const token = crypto.randomUUID();
  const [lease] = await rows<{ number: string | number }>(
    db,
    sql`
    with behind as (
      select p.number from publication p left join ${entryIndexing} x on x.id = 1
      where p.id = 1 and (x.id is null or x.number <> p.number or x.features <> ${features})
        and (x.lease_until is null or x.lease_until < ${databaseNow})
    )
    insert into ${entryIndexing} as x (id, number, features, token, lease_until)
    select 1, -1, ${features}::int, ${token}::uuid, ${leaseUntil} from behind
    on conflict (id) do update set token = excluded.token, lease_until = excluded.lease_until
    where x.lease_until is null or x.lease_until < ${databaseNow}
    returning (select number from behind) as number`,
  );
  return lease ? { token, number: Number(lease.number), features } : null;
}

/** By number; `after` is the last one of the part before, so that a run reads the archive once. */
export async function listUnindexed(
  db: Db,
  features: number,
  { after, limit }: { after: number; limit: number },
): Promise<Unindexed[]> {
  const found = await rows<Omit<Unindexed, "id"> & { id: string | number }>(
    db,
    sql`
    with behind as (
      select e.id from entry e left join ${entryIndexed} x on x.entry_id = e.id
      where ${isPublic} and e.id > ${after} and (x.entry_id is null
        or x.revision <> e.revision or x.features <> ${features})
      order by e.id limit ${limit}
    )
    select id, revision, title, summary, url from entry e where id in (select id from behind)
    order by id`,
  );
  return found.map((entry) => ({ ...entry, id: Number(entry.id) }));
}

/** Renews the lease; false where another worker has it by now: then nothing may be written. */
export async function keepIndexLease(db: Db, { token }: IndexLease): Promise<boolean> {
  const kept = await db
    .update(entryIndexing)
    .set({ leaseUntil })
    .where(and(eq(entryIndexing.id, 1), eq(entryIndexing.token, token)))
    .returning({ id: entryIndexing.id });
  return kept.length > 0;
}

/** In the place of what was there of these entries. `posted`: how many terms each is found by. */
export async function writeIndex(
  db: Db,
  indexed: readonly IndexRow[],
  { features, posted }: { features: number; posted: number },
): Promise<void> {
  await db.execute(sql`
    with made as (
      select * from jsonb_to_recordset(${JSON.stringify(indexed)}::text::jsonb) as m(
        id bigint, revision int, terms int[], weights real[])
    ), dropped as (
      delete from ${entryTerms} where entry_id in (select id from made)
    ), kept as (
      insert into ${entryIndexed} (entry_id, revision, features, terms, weights)
      select id, revision, ${features}::int, terms, weights from made
      on conflict (entry_id) do update set revision = excluded.revision,
        features = excluded.features, terms = excluded.terms, weights = excluded.weights
    )
    insert into ${entryTerms} (term, entry_id, weight)
    select t.term, made.id, t.weight
    from made, unnest(made.terms[:${posted}::int], made.weights[:${posted}::int]) as t(term, weight)`);
}

/** Entries that were withdrawn. */
export async function dropFromIndex(db: Db): Promise<void> {
  await db.execute(sql`
    with gone as (
      delete from ${entryIndexed} x using entry e
      where e.id = x.entry_id and e.state = 'withdrawn'
      returning x.entry_id
    )
    delete from ${entryTerms} t using gone where t.entry_id = gone.entry_id`);
}

/** Gives the index back; `done` says that nothing is behind the publication of the lease. */
export async function releaseIndex(
  db: Db,
  { token, number, features }: IndexLease,
  done: boolean,
): Promise<void> {
  await db
    .update(entryIndexing)
    .set({ token: null, leaseUntil: null, ...(done ? { number, features } : {}) })
    .where(and(eq(entryIndexing.id, 1), eq(entryIndexing.token, token)));
}
