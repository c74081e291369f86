import { resolve } from "node:path";
import { faultInWords } from "#base/fault-words.ts";
import { type ImportReport, importPage } from "#handmade/import.ts";
import { findGivenIds } from "#handmade/import-store.ts";
import type { ParsedPage } from "#handmade/import-text.ts";
import { namesOf } from "#handmade/known-sources.ts";
import { citedElsewhere, danglingReferences, unknownSources } from "#handmade/page-references.ts";
import { topicOfPage } from "#handmade/page-topic.ts";
import { readPage } from "#handmade/read-page.ts";
import { exits, type Io } from "../io.ts";
import type { Parts } from "../parts.ts";
import { findPages, readPageFile } from "./import-files.ts";
import { type FileReport, type Told, toldImport } from "./import-told.ts";

export type ImportOptions = { topic?: string; dryRun?: boolean; json?: boolean };

type Page = { file: string; topic: string; page: ParsedPage };

/**
 * Brings hand-made pages into the archive, each file in a transaction, and tells every oddity with its
 * line. Exit 1 where a file or an entry could not be brought in; the others are.
 */
export async function importCommand(
  parts: Parts,
  io: Io,
  paths: readonly string[],
  options: ImportOptions,
): Promise<number> {
  const slugs = parts.config.archive.topics.map(({ slug }) => slug);
  if (options.topic !== undefined && !slugs.includes(options.topic)) {
    io.err(`There is no topic ${options.topic}; the archive's topics are ${slugs.join(", ")}.`);
    return exits.usage;
  }
  const found = await findPages(paths, io.cwd);
  const faults = [...found.faults];
  if (found.files.length === 0) faults.push("There is no .html, .htm or .txt file to import.");
  const read = await readPages(parts, io, found.files, options.topic, faults);
  const given = await findGivenIds(parts.database.db, citedElsewhere(read));
  const reports = await importAll(parts, io, read, options, faults);
  const told = {
    dryRun: options.dryRun ?? false,
    files: reports,
    faults,
    unknownSources: unknownSources(read),
    dangling: danglingReferences(read, given),
  };
  tell(io, told, options.json ?? false);
  return faults.length === 0 && reports.every(isWhole) ? exits.ok : exits.failed;
}

function isWhole({ report: { incomplete }, page }: FileReport): boolean {
  return incomplete === 0 && page.entries.length > 0;
}

function tell(io: Io, told: Told, json: boolean): void {
  const { lines, errors } = toldImport(told, json);
  for (const line of lines) io.out(line);
  for (const line of errors) io.err(line);
}

async function readPages(
  { config }: Parts,
  io: Io,
  files: readonly string[],
  topic: string | undefined,
  faults: string[],
): Promise<Page[]> {
  const options = { knownSources: namesOf(config.sources) };
  const { topics } = config.archive;
  const pages: Page[] = [];
  for (const [i, file] of files.entries()) {
    io.progress("reading", i + 1, files.length);
    const text = await readPageFile(resolve(io.cwd, file));
    const page = typeof text === "string" ? readPage(text, options) : text;
    if ("fault" in page) faults.push(`${file} ${page.fault}`);
    else {
      const slug = topic ?? topicOfPage({ heading: page.heading, path: file }, topics);
      if (slug === null)
        faults.push(`${file}: neither heading nor path names a topic; --topic does.`);
      else pages.push({ file, topic: slug, page });
    }
  }
  return pages;
}

async function importAll(
  { config, database, clock }: Parts,
  io: Io,
  pages: readonly Page[],
  { dryRun = false }: ImportOptions,
  faults: string[],
): Promise<FileReport[]> {
  const total = pages.reduce((sum, { page }) => sum + page.entries.length, 0);
  const reports: FileReport[] = [];
  let before = 0;
  for (const { file, topic, page } of pages) {
    const importing = {
      ...{ topic, dryRun, timeZone: config.archive.timeZone, now: clock() },
      onProgress: (done: number) => io.progress("importing", before + done, total),
    };
    try {
      const report: ImportReport = await importPage(database.db, page, importing);
      reports.push({ file, topic, page, report });
    } catch (error) {
      faults.push(`${file} was not imported, nothing of it: ${faultInWords(error)}`);
    }
    before += page.entries.length;
  }
  return reports;
}
