import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";

/** The other side of cross references: the published entries that cite each of the ids, newest first. */
export async function findCiting(
  db: Db,
  ids: readonly ArchiveId[],
): Promise<Map<ArchiveId, ArchiveId[]>> {
  if (ids.length === 0) return new Map();
  const cited = sql`${`{${ids.join(",")}}`}::text[]`;
  const found = await rows<{ cited: ArchiveId; citing: ArchiveId[] }>(
    db,
    sql`
    select one as cited, to_json(array_agg(e.archive_id order by e.archive_id desc)) as citing
    from entry e, unnest(e.related) as one
    where e.related && ${cited} and one = any (${cited})
      and e.state = 'published' and e.corrects is null
    group by one`,
  );
  return new Map(found.map(({ cited, citing }) => [cited, citing]));
}
