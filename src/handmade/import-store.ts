import { inArray } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { ArchiveId } from "#entries/archive-id.ts";
import { entries } from "#entries/table.ts";

/** Those of the ids that the archive has given, whatever became of the entry. */
export async function findGivenIds(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await db
    .select({ id: entries.archiveId })
    .from(entries)
    .where(inArray(entries.archiveId, ids as ArchiveId[]));
  return new Set(found.flatMap(({ id }) => id ?? []));
}
