import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";
import { entryIndexed, entryTerms } from "./table.ts";

/** A published entry that shares terms: their hashes, and what they weigh in the entry. */
export type Alike = {
  archiveId: ArchiveId;
  title: string;
  url: string | null;
  reportedOn: Temporal.PlainDate;
  related: string[];
  terms: number[];
  weights: number[];
};

export type Looked = {
  known: Iterable<number>;
  except: readonly number[];
  each: number;
  limit: number;
};

/**
 * The published entries that share most with `wanted`, as far as the postings tell: at most `each` of
 * a term, those in which it weighs most. Of these `limit` entries all weights are given of terms that
 * are in `known`.
 */
export async function listAlike(
  db: Db,
  wanted: readonly { hash: number; weight: number }[],
  { known, except, each, limit }: Looked,
): Promise<Alike[]> {
  const found = await rows<Omit<Alike, "reportedOn"> & { reportedOn: string }>(
    db,
    sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(
        hash int, weight real)
    ), alike as (
      select posting.entry_id, sum(posting.weight * wanted.weight) as score
      from wanted, lateral (
        select t.entry_id, t.weight from ${entryTerms} t where t.term = wanted.hash
        order by t.weight desc, t.entry_id desc limit ${each}
      ) posting
      group by posting.entry_id order by score desc, posting.entry_id desc limit ${limit}
    )
    select e.archive_id as "archiveId", e.title, e.url, e.reported_on::text as "reportedOn",
      to_json(e.related) as related, coalesce(shared.terms, '[]') as terms,
      coalesce(shared.weights, '[]') as weights
    from alike join entry e on e.id = alike.entry_id
      join ${entryIndexed} x on x.entry_id = e.id,
      lateral (
        select json_agg(t.term) as terms, json_agg(t.weight) as weights
        from unnest(x.terms, x.weights) as t(term, weight) where t.term = any (${numbers(known)}::int[])
      ) shared
    where e.state = 'published' and e.corrects is null
      and e.id <> all (${numbers(except)}::bigint[])
    order by alike.score desc, e.id desc`,
  );
  return found.map((entry) => ({
    ...entry,
    reportedOn: Temporal.PlainDate.from(entry.reportedOn),
  }));
}

function numbers(list: Iterable<number>): string {
  return `{${[...list].join(",")}}`;
}
