import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { eachPublished } from "#entries/each-published.ts";
import { exportedEntry } from "./export-entry.ts";

/** Some 300 KB: so much of the archive is in memory for each reader. */
const entriesAtOnce = 200;

/** All published entries, newest id first, a line of JSON each. */
export async function* entryLines(db: Db, archive: Archive): AsyncGenerator<string> {
  for await (const part of eachPublished(db, { atOnce: entriesAtOnce })) {
    yield part.map((entry) => `${JSON.stringify(exportedEntry(archive, entry))}\n`).join("");
  }
}
