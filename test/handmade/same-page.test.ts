// The page that the archive has kept by hand goes in and comes out the same.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseHtmlPage } from "#handmade/html-page.ts";
import { isComplete, parsePage } from "#handmade/import-text.ts";
import { importedEntry } from "#handmade/imported-entry.ts";
import { knownSources } from "#handmade/known-sources.ts";
import { writeHtml } from "#handmade/write-html.ts";
import { writeText } from "#handmade/write-text.ts";
import { isSame, type WrittenEntry } from "#handmade/written-entry.ts";
import { type Hunk, lineDiff } from "./line-diff.ts";

/** Every way in which the page that comes out may differ from the one that went in. */
const corrections: Readonly<Record<string, (before: string[], after: string[]) => boolean>> = {
  "links to years that the archive does not have": (before, after) =>
    after.length === 0 &&
    before.every((line) => line === "" || /^( *\d{4}年(以前)?の報道)+$/.test(line)),
  "indentation of paragraphs and bullets made alike": (before, after) =>
    same(before.map(trim), after.map(trim)),
  "a line that the page had broken, joined": (before, after) =>
    before.length === 2 && after.length === 1 && before.map(trim).join("") === trim(after.join("")),
  "markup left behind a source, taken away": (before, after) =>
    same(
      before.map((line) => line.replace("/a>", "")),
      after,
    ),
  "【関連記事 closed": (before, after) =>
    same(
      before.map((line) => `${line}】`),
      after,
    ),
  "an id's brackets": (before, after) =>
    same(
      before.map((line) => line.replace("<<", "<")),
      after,
    ),
};

const real = join(import.meta.dirname, "../../../shared/data/archive-2025.txt");
const absent = !existsSync(real);
if (absent) process.stderr.write(`The archive's page of 2025 is not written back: no ${real}.\n`);

test.skipIf(absent)(
  "the archive's page of 2025 comes out line by line, but for corrections",
  () => {
    const text = readFileSync(real, "utf8");
    const hunks = lineDiff(text.split("\n"), writtenAgain(text).trimEnd().split("\n"));
    const told = hunks.map(({ at, before, after }) => ({
      at,
      lines: before.length,
      kind: kindOf({ at, before, after }),
    }));
    for (const { at, lines, kind } of told)
      process.stdout.write(`line ${at}, ${lines} lines: ${kind}\n`);
    process.stdout.write(`${told.length} corrections, no other difference\n`);
    expect(told.filter(({ kind }) => kind === undefined)).toEqual([]);
    expect(told.map(({ at }) => at)).toEqual([
      ...[3, 37, 55, 172, 183, 197, 206, 227, 233, 244, 322, 342, 360, 408],
    ]);
  },
);

test.skipIf(absent)("written as HTML it is read as the same 39 entries", () => {
  const entries = entriesOf(readFileSync(real, "utf8"));
  const page = { heading: "2025年", language: "ja" as const, years: [], addressOf: String };
  const read = parseHtmlPage(writeHtml({ ...page, entries }, knownSources), { knownSources });
  expect(read.entries).toHaveLength(39);
  const same = entries.filter((entry, i) => isSame(read.entries.slice(i, i + 1), entry));
  expect(same).toHaveLength(39);
});

function kindOf({ before, after }: Hunk): string | undefined {
  return Object.keys(corrections).find((kind) => corrections[kind]?.(before, after));
}

function writtenAgain(text: string): string {
  const heading = text.split("\n", 1)[0] ?? "";
  return writeText({ heading, years: [], entries: entriesOf(text) }, knownSources);
}

function entriesOf(text: string): WrittenEntry[] {
  const { entries } = parsePage(text, { knownSources });
  const importing = {
    ...{ topic: "us-japan", timeZone: "Asia/Tokyo" },
    now: Temporal.Instant.from("2026-11-25T00:00:00Z"),
  };
  return entries
    .filter(isComplete)
    .map((parsed) => importedEntry(parsed, importing) as WrittenEntry);
}

function trim(line: string): string {
  return line.trim();
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, i) => line === other[i]);
}
