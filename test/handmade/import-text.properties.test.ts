import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { summaryHtml } from "#entries/summary.ts";
import { type ParsedPage, parsePage } from "#handmade/import-text.ts";

const options = { knownSources: ["瓦版通信", "Harbor Wire"] };

/** Lines of a page with a word, `w` and its own number, wherever a line may hold text. */
const shapes = [
  "",
  " ",
  "　",
  "2026.01.31",
  "2026.01.31 WORD",
  " 2026.01.31",
  "2026.02.30 WORD",
  "2026.1.5 9:30 WORD",
  " 18:54",
  "9:05 WORD",
  "25:99",
  "瓦版通信",
  "瓦版通信 WORD",
  "瓦版通信/a> WORD",
  "Harbor Wire",
  "WORD",
  "(Yahoo)",
  "(WORD)",
  "（WORD）",
  "WORD <2602-013101>",
  " WORD <<2602-013102>",
  "<2602-013103>",
  "WORD <2603-01",
  "WORD <9-WORD>",
  " WORD。",
  "WORD。",
  " ・WORD",
  "・WORD",
  "(1)WORD",
  "(9) WORD",
  " WORD (",
  "ABC WORD",
  "【註】",
  "【註】WORD",
  "【関連記事:2602-013101】",
  "【関連記事:WORD",
  "【関連記事】WORD",
  "WORD  WORD",
  "2025年の報道",
  "年 月 日",
  "\u0000WORD",
  "WORD\ud800",
];
const pages = fc
  .array(fc.constantFrom(...shapes), { maxLength: 40 })
  .map((lines) => lines.map((line, i) => line.replaceAll("WORD", `w${i + 1}x`)));

describe("a page of any lines", () => {
  test("has every line in the preamble or in exactly one entry", () => {
    fc.assert(
      fc.property(pages, (lines) => {
        const { entries } = parsePage(`${lines.join("\n")}\n`, options);
        let next = entries[0]?.line ?? lines.length + 1;
        entries.forEach((entry, i) => {
          expect(entry).toMatchObject({ n: i + 1, line: next });
          next = entry.lineEnd + 1;
        });
        expect(next).toBe(lines.length + 1);
      }),
      { numRuns: 300 },
    );
  });

  test("loses no word: each is in the heading, in its entry or in an oddity of its line", () => {
    fc.assert(
      fc.property(pages, (lines) => {
        const page = parsePage(lines.join("\n"), options);
        lines.forEach((line, i) => {
          if (line.includes(`w${i + 1}x`)) expect(told(page, i + 1)).toContain(`w${i + 1}x`);
        });
      }),
      { numRuns: 1000 },
    );
  });

  test("never throws, and what it stores can be shown", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      pages.map((lines) => lines.join("\r\n")),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const { entries } = parsePage(text, options);
        for (const entry of entries) summaryHtml(entry.summaryText);
      }),
      { numRuns: 300 },
    );
  });
});

/** The limit is wide for a busy machine; what is not linear takes minutes. */
describe("hundreds of thousands of characters are read within seconds,", () => {
  const head = "2026年の報道\n2026.01.31\n瓦版通信 題 <2602-013101>\n";
  test.each([
    ["one long word", "港".repeat(200_000)],
    ["spaces", `港${" ".repeat(200_000)}港`],
    ["ideographic spaces", "　".repeat(200_000)],
    ["opening brackets", "<".repeat(200_000)],
    ["closing brackets", `${">".repeat(200_000)}x`],
    ["opening parentheses", "(".repeat(200_000)],
    ["slashes", "</a".repeat(60_000)],
    ["digits", "1".repeat(200_000)],
    ["full stops", `${"。".repeat(200_000)}x`],
    ["wrapped acronyms", "ABC\n".repeat(50_000)],
    ["list items", "・\n".repeat(60_000)],
    ["lists of one", "(2)\n".repeat(50_000)],
    ["dates", "2026.01.31\n".repeat(15_000)],
    ["links to years", "2025年の報道 ".repeat(20_000)],
    ["empty lines", "\n".repeat(200_000)],
    ["days", "6日に判明".repeat(30_000)],
    ["references", `【関連記事${"2602-013101、".repeat(150_000)}`],
  ])("%s", { timeout: 10_000 }, (_, text) => {
    parsePage(text, options);
    expect(parsePage(head + text, options).entries[0]?.line).toBe(2);
    expect(parsePage(`2026.01.31 ${text}`, options).entries[0]?.line).toBe(1);
  });
});

/** What the page tells of a line: its entry, or the heading, and the oddities of that line. */
function told(page: ParsedPage, line: number): string {
  const entry = page.entries.find((entry) => entry.line <= line && line <= entry.lineEnd);
  const oddities = page.oddities.filter((oddity) => oddity.line === line);
  return JSON.stringify([entry ?? page.heading, oddities]);
}
