import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "#search/fold.ts";
import { findMarks, markedTerms } from "#search/marks.ts";
import { parseQuery } from "#search/query.ts";
import { markedRuns, type Run, snippet } from "#search/snippet.ts";
import { makeTerm, type Term } from "#search/term.ts";

function terms(query: string): Term[] {
  return markedTerms(parseQuery(query, { topics: [] }).parts);
}

function shown(runs: readonly Run[]): string {
  return runs.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
}

describe("marks", () => {
  test.each([
    ["through older forms", "読売", "讀賣新聞が報じた", "[讀賣]新聞が報じた"],
    ["through width", "f35", "Ｆ－３５Ｂが", "[Ｆ－３５]Ｂが"],
    ["not what was left out beside", "F", "F-35", "[F]-35"],
    ["composed characters whole", "ドル", "1㌦高", "1[㌦]高"],
    ["half-width kana with their marks", "ガス", "ｶﾞｽ田", "[ｶﾞｽ]田"],
    ["ヴ", "バージ", "ヴァージニア級", "[ヴァージ]ニア級"],
    ["over a dot", "ビーコン ウィンタービ", "ウィンター・ビーコン", "[ウィンター・ビーコン]"],
    ["with a long vowel and without", "サーバー", "サーバとサーバー", "[サーバ]と[サーバー]"],
    ["within a word that differs so", "サーバ室", "サーバー室", "[サーバー室]"],
    ["counters in each spelling", "3カ国", "3ヶ国、３か国、三国", "[3ヶ国]、[３か国]、三国"],
    ["not a longer word", "メーカー", "メーカニック", "メーカニック"],
    ["whole words between quotes", '"AI"', "AI and said, 新AI", "[AI] and said, 新[AI]"],
    ["what overlaps as one", "共同訓 同訓練", "共同訓練", "[共同訓練]"],
    ["nothing that is left out or of a source", "-共同 source:訓練", "共同訓練", "共同訓練"],
  ])("stand %s", (_, query, text, marked) => {
    expect(shown(markedRuns(text, terms(query)))).toBe(marked);
  });

  test("hold what is looked for, wherever it was cut from", () => {
    const piece = fc.constantFrom(
      "讀",
      "賣",
      "ヴ",
      "ァ",
      "ー",
      "・",
      "ｶ",
      "ﾞ",
      "F",
      "-",
      "3",
      ",",
      "日",
      "米",
      "㌦",
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 12 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, fc.nat(11), fc.integer({ min: 1, max: 4 }), (text, start, length) => {
        const term = makeTerm([...fold(text)].slice(start, start + length).join(""), false);
        if (term === null) return;
        const marks = findMarks(text, [term]);
        expect(marks.length).toBeGreaterThan(0);
        expect(marks.every(({ from, to }) => from < to && to <= text.length)).toBe(true);
      }),
    );
  });
});

describe("a snippet", () => {
  const long = `${"一文目がここにある。".repeat(30)}灯台を改修した。${"末尾の文。".repeat(30)}`;

  test("is the sentence that holds it, with marks of what is left out", () => {
    const text = shown(snippet([long], terms("改修"), 60));
    expect(text).toMatch(/^…灯台を\[改修\]した。/);
    expect(text).toMatch(/…$/);
    expect(text.length).toBeLessThan(70);
  });

  test("is of the note where the summary has nothing of it", () => {
    expect(shown(snippet(["要旨。", "註に灯台がある。"], terms("灯台"), 60))).toBe(
      "註に[灯台]がある。",
    );
  });

  test("begins the summary where nothing holds it", () => {
    expect(shown(snippet([long, "註"], terms("source:x"), 20))).toBe(`${long.slice(0, 20)}…`);
    expect(snippet([""], terms("灯台"), 60)).toEqual([]);
  });

  test("splits no character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(40), (text, length) => {
        for (const run of snippet([`${text}灯台${text}`], terms("灯台"), length + 4)) {
          expect(run.text.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
