import type { Db } from "#db/types.ts";
import { listPublished, type PublishedEntry } from "./published-store.ts";

/** All published entries, or those of a topic or a year, newest id first, `atOnce` at a time. */
export async function* eachPublished(
  db: Db,
  { atOnce, ...filter }: { topic?: string; year?: number; atOnce: number },
): AsyncGenerator<PublishedEntry[]> {
  let part = await listPublished(db, { ...filter, limit: atOnce });
  while (part.length > 0) {
    yield part;
    const before = part.at(-1)?.archiveId;
    if (before === undefined || part.length < atOnce) return;
    part = await listPublished(db, { ...filter, before, limit: atOnce });
  }
}
