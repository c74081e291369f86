// Who reported what is published, by the text of `source` as it stands in the entries.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";

/** A spelling: how many entries have it, and the days of the first and the last of them. */
export type Reporter = {
  source: string;
  entries: number;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
};

/** Every spelling, the one of most entries first. */
export async function listReporters(db: Db): Promise<Reporter[]> {
  const found = await rows<{ source: string; entries: number; first: string; last: string }>(
    db,
    sql`
    select source, count(*)::int as entries,
      min(reported_on)::text as first, max(reported_on)::text as last
    from entry where state = 'published' and corrects is null
    group by source order by entries desc, source`,
  );
  return found.map(({ first, last, ...reporter }) => ({
    ...reporter,
    first: Temporal.PlainDate.from(first),
    last: Temporal.PlainDate.from(last),
  }));
}

/** Of those spellings, newest archive id first; `before` is the last id of the part before. */
export async function listReported(
  db: Db,
  { sources, before, limit }: { sources: readonly string[]; before?: ArchiveId; limit: number },
): Promise<ArchiveId[]> {
  // As JSON: a name may hold whatever a literal of an array would have to escape.
  const wanted = sql`(select jsonb_array_elements_text(${JSON.stringify(sources)}::jsonb))`;
  const older = before === undefined ? sql`` : sql`and archive_id < ${before}`;
  const found = await rows<{ id: ArchiveId }>(
    db,
    sql`
    select archive_id as id from entry
    where state = 'published' and corrects is null and source in ${wanted} ${older}
    order by archive_id desc limit ${limit}`,
  );
  return found.map(({ id }) => id);
}
