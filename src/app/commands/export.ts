import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { faultInWords } from "#base/fault-words.ts";
import { exportPage, type Form } from "#handmade/export.ts";
import { namesOf } from "#handmade/known-sources.ts";
import { exits, type Io } from "../io.ts";
import type { Parts } from "../parts.ts";

/** Writes a topic's year as the hand-made page, to a file or as it is. */
export async function exportCommand(
  { config, database }: Parts,
  io: Io,
  options: { topic: string; year: number; format: Form; out?: string },
): Promise<number> {
  const { topic, year, format: form, out } = options;
  const slugs = config.archive.topics.map(({ slug }) => slug);
  if (!slugs.includes(topic)) {
    io.err(`There is no topic ${topic}; the archive's topics are ${slugs.join(", ")}.`);
    return exits.usage;
  }
  if (!Number.isInteger(year) || year < 2000 || year > 2099) {
    io.err("--year takes a year from 2000 to 2099.");
    return exits.usage;
  }
  const using = { archive: config.archive, knownSources: namesOf(config.sources) };
  const page = await exportPage(database.db, using, { topic, year, form });
  if (page === null) {
    io.err(`The archive has nothing of ${topic} in ${year}.`);
    return exits.failed;
  }
  return out === undefined ? print(page, io) : write(page, resolve(io.cwd, out), io);
}

function print(page: string, io: Io): number {
  io.out(page.replace(/\n$/, ""));
  return exits.ok;
}

async function write(page: string, path: string, io: Io): Promise<number> {
  try {
    await writeFile(path, page);
    return exits.ok;
  } catch (error) {
    io.err(`${path} cannot be written: ${faultInWords(error)}`);
    return exits.failed;
  }
}
