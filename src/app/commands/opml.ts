import { listForOpml } from "#sources/discover-store.ts";
import { writeOpml } from "#sources/opml.ts";
import { exits, type Io } from "../io.ts";
import type { Parts } from "../parts.ts";

/** The feeds among the sources, for a feed reader. */
export async function opmlCommand({ database, config }: Parts, io: Io): Promise<number> {
  io.out(writeOpml(config.archive.title, await listForOpml(database.db)));
  return exits.ok;
}
