import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { listPublished } from "#entries/published-store.ts";
import { exportedEntry } from "./export-entry.ts";

/** Some 300 KB: so much of the archive is in memory for each reader. */
const entriesAtOnce = 200;

/** All published entries, or those of a year, newest id first, a line of JSON each. */
export async function* entryLines(
  db: Db,
  archive: Archive,
  filter: { year?: number } = {},
): AsyncGenerator<string> {
  let part = await listPublished(db, { ...filter, limit: entriesAtOnce });
  while (part.length > 0) {
    yield part.map((entry) => `${JSON.stringify(exportedEntry(archive, entry))}\n`).join("");
    const before = part.at(-1)?.archiveId;
    if (before === undefined || part.length < entriesAtOnce) return;
    part = await listPublished(db, { ...filter, before, limit: entriesAtOnce });
  }
}
