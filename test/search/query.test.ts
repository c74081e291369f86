import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalPart } from "#search/canonical.ts";
import { longestQuery, type ParsedQuery, parseQuery } from "#search/query.ts";

const topics = [
  {
    ...{ slug: "us-japan", title: "日米防衛協力", title_en: "US-Japan defence" },
    ...{ page_title: "", keywords: [] },
  },
];

function read(text: string): ParsedQuery {
  return parseQuery(text, { topics });
}

function parts(text: string): string[] {
  return read(text).parts.map(canonicalPart);
}

describe("a query", () => {
  test.each<[string, string, string[]]>([
    ["words", "日米 共同　訓練", ["日米", "共同", "訓練"]],
    ["a phrase", '"joint exercise"', ['"joint exercise"']],
    ["full-width quotes", "＂共同 訓練＂ “洋上 補給”", ['"共同 訓練"', '"洋上 補給"']],
    ["a phrase in corner brackets by itself", "「共同 訓練」", ['"共同 訓練"']],
    ["brackets within a headline", "把握せず「合同訓練」", ["把握せず「合同訓練」"]],
    ["a quote that is not closed", '"共同 訓練', ['"共同 訓練"']],
    ["what is left out", "訓練 -米軍 －経済", ["訓練", "-米軍", "-経済"]],
    ["a minus within a word", "甲-乙 F-35B", ["甲-乙", "f35b"]],
    ["a source", "source:共同通信 出典：ＮＨＫ", ["source:共同通信", "source:nhk"]],
    ["exactly a source", 'source:"共同通信"', ['source:"共同通信"']],
    ["a topic", "topic:us-japan 分野:日米防衛協力", ["topic:us-japan", "topic:us-japan"]],
    ["its English title", 'topic:"us-japan Defence"', ["topic:us-japan"]],
    ["years", "year:2025 年：２０２４年", ["2025..2025", "2024..2024"]],
    [
      "spans",
      "2024..2025 year:2025..2024 ..2020 2024〜",
      ["2024..2025", "2024..2025", "..2020", "2024.."],
    ],
    ["days", "from:2025-07 to:2025.8.3", ["from:2025-07-01", "to:2025-08-03"]],
    ["days in Japanese", "から:2025年7月 まで:2025/7/24", ["from:2025-07-01", "to:2025-07-24"]],
    ["the end of a month and a year", "to:2024-02 to:2024", ["to:2024-02-29", "to:2024-12-31"]],
    [
      "ids",
      "2508-072416 <2508-072416> id:2508-0724* 番号:2508",
      ["2508-072416", "2508-072416", "id:2508-0724*", "id:2508*"],
    ],
    ["operators in capitals", "SOURCE:NHK", ["source:nhk"]],
    ["operators left out", "-source:NHK -year:2025", ["-source:nhk", "-2025..2025"]],
  ])("holds %s", (_, text, canonical) => {
    expect(parts(text)).toEqual(canonical);
  });

  test.each([
    ["a topic there is not", "topic:none"],
    ["a year there was not", "year:99999"],
    ["a day there is not", "from:2025-02-30"],
    ["a number that is no id", "id:abc"],
    ["another word and a colon", "注目:防衛"],
    ["an operator in quotes", '"year:2025"'],
    ["an address", "https://news.example/1"],
  ])("reads %s as text", (_, text) => {
    const { parts, left } = read(text);
    expect([parts.map(({ kind }) => kind), left]).toEqual([["text"], []]);
  });

  test("leaves out what nothing can be looked for by, and says so", () => {
    expect(read("- ？ 訓練 …").left).toEqual(["-", "？", "…"]);
    expect(parts("- ？ 訓練 …")).toEqual(["訓練"]);
    const many = read(Array.from({ length: 20 }, (_, n) => `語${n}`).join(" "));
    expect([many.parts.length, many.left.length]).toEqual([12, 8]);
    const long = read("訓".repeat(5000));
    expect([long.written.length, long.left.length]).toEqual([longestQuery, 1]);
  });

  test("that asks for the same has the same name", () => {
    const names = [
      "読売 -経済 year:2025",
      "－経済　讀賣 年：２０２５",
      "year:2025..2025 読売 -経済 読売",
    ];
    expect(new Set(names.map((text) => read(text).normal)).size).toBe(1);
    expect(read("読売").normal).not.toBe(read('"読売"').normal);
  });

  test("is read from its name again, and nothing typed is an error", () => {
    const pieces = [
      '"',
      "「",
      "」",
      "-",
      "－",
      ":",
      "：",
      "source:",
      "year:",
      "2024",
      "..",
      "～",
      "id:",
    ];
    const words = [
      "topic:us-japan",
      "訓練",
      " ",
      "　",
      "F-35",
      "ー",
      "・",
      "ｶﾞ",
      "\\",
      "%",
      "*",
      "2508-0724",
    ];
    const typed = fc
      .array(fc.oneof(fc.constantFrom(...pieces, ...words), fc.string({ unit: "binary" })))
      .map((some) => some.join(""));
    fc.assert(
      fc.property(typed, (text) => {
        const { normal, parts } = read(text);
        const again = read(normal);
        if (normal.length <= longestQuery) expect(again.normal).toBe(normal);
        expect(parts.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 500 },
    );
  });
});
