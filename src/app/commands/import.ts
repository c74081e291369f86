import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type ImportReport, importPage } from "#handmade/import.ts";
import { type ParsedPage, parsePage } from "#handmade/import-text.ts";
import { knownSources } from "#handmade/known-sources.ts";
import { decode } from "#sources/decode.ts";
import { exits, type Io } from "../io.ts";
import type { Parts } from "../parts.ts";

const maxBytes = 20 * 1024 * 1024;

/** Brings a hand-made page into the archive and tells every oddity with its line. */
export async function importCommand(
  { config, database, clock }: Parts,
  io: Io,
  file: string,
  options: { topic: string; json?: boolean },
): Promise<number> {
  const topics = config.archive.topics.map(({ slug }) => slug);
  if (!topics.includes(options.topic)) {
    io.err(`There is no topic ${options.topic}; the archive's topics are ${topics.join(", ")}.`);
    return exits.usage;
  }
  const text = await readText(resolve(io.cwd, file));
  if (typeof text !== "string") {
    io.err(`${file} ${text.fault}`);
    return exits.failed;
  }
  const names = config.sources.flatMap(({ name, aliases }) => [name, ...aliases]);
  const page = parsePage(text, { knownSources: [...knownSources, ...names] });
  const report = await importPage(database.db, page, {
    topic: options.topic,
    timeZone: config.archive.timeZone,
    now: clock(),
    onProgress: (done) => io.progress("importing", done, page.entries.length),
  });
  const lines = options.json
    ? [JSON.stringify({ ...report, oddities: page.oddities })]
    : told(file, page, report);
  for (const line of lines) io.out(line);
  return report.incomplete === 0 && page.entries.length > 0 ? exits.ok : exits.failed;
}

async function readText(path: string): Promise<string | { fault: string }> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) return { fault: `is ${size} bytes; a page has at most ${maxBytes}.` };
    return decode(await readFile(path), null).text;
  } catch (error) {
    return { fault: `cannot be read: ${(error as Error).message}` };
  }
}

function told(file: string, page: ParsedPage, report: ImportReport): string[] {
  const { added, changed, unchanged, kept, incomplete } = report;
  if (page.entries.length === 0) {
    return [`${file} has no entries: each begins with a line such as 2025.07.24.`];
  }
  return [
    ...page.oddities.map(({ line, message }) => `${file}:${line}: ${message}`),
    `${page.entries.length} entries: ${added} added, ${changed} changed, ${unchanged} unchanged, ${incomplete} incomplete and left out; ${page.oddities.length} oddities.`,
    ...(kept.length === 0
      ? []
      : [`Kept as editors wrote them, although the page has another text: ${kept.join(", ")}.`]),
  ];
}
