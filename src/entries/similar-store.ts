import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";
import { entryIndexed, entryTerms } from "./table.ts";

/** A published entry that shares terms; hashes and weights of all its terms, the heaviest first. */
export type Alike = {
  archiveId: ArchiveId;
  title: string;
  url: string | null;
  reportedOn: Temporal.PlainDate;
  related: string[];
  terms: number[];
  weights: number[];
};

/**
 * The published entries that share most with `wanted`, as far as the postings tell: at most `each` of
 * a term, those in which it weighs most. Without an index of this shape it would read the archive.
 */
export async function listAlike(
  db: Db,
  wanted: readonly { hash: number; weight: number }[],
  { except, each, limit }: { except: readonly number[]; each: number; limit: number },
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
      to_json(e.related) as related, to_json(x.terms) as terms, to_json(x.weights) as weights
    from alike join entry e on e.id = alike.entry_id
      join ${entryIndexed} x on x.entry_id = e.id
    where e.state = 'published' and e.corrects is null
      and e.id <> all (${`{${except.join(",")}}`}::bigint[])
    order by alike.score desc, e.id desc`,
  );
  return found.map((entry) => ({
    ...entry,
    reportedOn: Temporal.PlainDate.from(entry.reportedOn),
  }));
}
