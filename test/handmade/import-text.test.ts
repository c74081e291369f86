import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseSummary } from "#entries/summary.ts";
import { isComplete, type ParsedEntry, parsePage } from "#handmade/import-text.ts";
import { knownSources } from "#handmade/known-sources.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("an invented page with every irregularity", () => {
  const names = [
    "瓦版通信",
    "東都新聞",
    "海の道ニュース",
    "Harbor",
    "Harbor Wire",
    "Coast & Quay",
    "潮見新報",
  ];
  const page = parsePage(read("test/handmade/pages/invented.txt"), { knownSources: names });
  const expected = JSON.parse(read("test/handmade/pages/invented.expected.json"));

  test.each(page.entries.map((entry) => [entry.n, entry] as const))(
    "entry %i is read",
    (n, entry) => {
      expect(entry).toEqual(expected.entries[n - 1]);
    },
  );

  test("has its heading, its year and no entry more", () => {
    expect(page.heading).toBe(expected.heading);
    expect(page.year).toBe(expected.year);
    expect(page.entries).toHaveLength(expected.entries.length);
  });

  test("every oddity is told of with its line", () => {
    expect(page.oddities).toEqual(expected.oddities);
  });

  test("what lacks a day, a source, a headline or a proper id is not complete", () => {
    const incomplete = page.entries.filter((entry) => !isComplete(entry)).map(({ n }) => n);
    expect(incomplete).toEqual([7, 10, 11, 13, 14]);
  });
});

describe("the demo's page", () => {
  const names = [
    "瓦版通信",
    "東都新聞",
    "潮見新報",
    "海の道ニュース",
    "Harbor Wire",
    "Sea Lane Weekly",
  ];
  const page = parsePage(read("src/demo/archive-page.txt"), { knownSources: names });

  test("has fourteen complete entries in the order of their ids", () => {
    const ids = page.entries.filter(isComplete).map(({ id }) => id);
    expect(ids).toHaveLength(14);
    expect(ids).toEqual(ids.toSorted().toReversed());
  });

  test("shows four irregularities of three kinds", () => {
    expect(page.oddities.map(({ kind }) => kind)).toEqual([
      "time-missing",
      "related-unclosed",
      "time-missing",
      "line-wrapped",
    ]);
  });
});

const realPage = "../shared/data/archive-2025.txt";
const absent = !existsSync(join(root, realPage));
if (absent) process.stderr.write(`The archive's page of 2025 is not tried: no ${realPage}.\n`);

describe.skipIf(absent)("the archive's page of 2025", () => {
  const page = parsePage(absent ? "" : read(realPage), { knownSources });

  test("gives the 39 entries field by field", () => {
    const lines = read("../shared/data/archive-2025.entries.jsonl").trim().split("\n");
    expect(page.entries.map(asExpected)).toEqual(lines.map((line) => JSON.parse(line)));
    expect(page.entries.every(isComplete)).toBe(true);
  });

  test("is stored without losing a paragraph or an item", () => {
    for (const { summaryText, summary, sublists } of page.entries) {
      const blocks = parseSummary(summaryText);
      expect(blocks.flatMap((b) => (b.kind === "list" ? [] : [b.text]))).toEqual(summary);
      const lists = blocks.flatMap((b) => (b.kind === "list" ? [b.items] : []));
      expect(lists.map((items) => items.map(({ text }) => text))).toEqual(
        sublists.map((s) => s.items),
      );
    }
  });

  test.each([
    ["time-missing", [32, 203, 412]],
    ["unindented", [37, 172, 174, 175, 183, 184, 185, 186, 187, 188]],
    ["related-unclosed", [55]],
    ["double-space", [98, 118, 234, 244, 245, 356]],
    ["markup-left-over", [197]],
    ["sentence-unfinished", [199, 409]],
    ["line-wrapped", [207, 234, 245, 323, 343]],
    ["source-wrapped", [227]],
    ["date-conflict", [276]],
    ["source-unknown", [365]],
    ["id-brackets", [408]],
  ])("has the oddity %s on lines %j", (kind, lines) => {
    const found = page.oddities.filter((oddity) => oddity.kind === kind);
    expect(found.map(({ line }) => line)).toEqual(lines);
  });

  test("has no other oddity", () => {
    expect(page.oddities).toHaveLength(32);
  });
});

/** The names of the expected file. */
function asExpected(entry: ParsedEntry): Record<string, unknown> {
  const { lineEnd: line_end, sourceRaw: source_raw, sublists, ...rest } = entry;
  const { summaryText: _, url: __, language: ___, ...same } = rest;
  const lists = sublists.map(({ afterParagraph: after_paragraph, ...list }) => ({
    ...list,
    after_paragraph,
  }));
  return { ...same, line_end, source_raw, sublists: lists };
}
