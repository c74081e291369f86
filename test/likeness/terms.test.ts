import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cosine, sharedTerms } from "#likeness/cosine.ts";
import { noEntities, openEntities } from "#likeness/entities.ts";
import { likeEntryTerms } from "#likeness/like-entry.ts";
import { isReadable, showTerm } from "#likeness/show-term.ts";
import { type Terms, termsOf } from "#likeness/terms.ts";
import { shippedEntities } from "./shipped-entities.ts";

const opening = {
  title: "合同捜索訓練「ウィンター・ビーコン」始まる 三ヵ国から巡視船7隻",
  lead: "東湾沖で3日、合同捜索訓練が始まった。巡視船7隻と航空機が参加する。",
};
const opened = {
  title: "巡視船7隻が集結、冬の捜索訓練を開始 東湾沖",
  lead: "3カ国の海上警備隊による合同訓練が3日、東湾沖で開始された。",
};
const other = {
  title: "灯台の無人化に住民が反対",
  lead: "沖の島の灯台を無人にする計画に、島の住民が反対している。",
};

const of = (text: { title: string; lead: string }): Terms => termsOf(text, noEntities);
const anyText = fc.record({
  title: fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), japanese()),
  lead: fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), japanese()),
});

function japanese(): fc.Arbitrary<string> {
  const words = [
    "日米",
    "比",
    "訓練",
    "ビーコン",
    "の",
    "が",
    "、",
    "12",
    "万",
    "カ国",
    " ",
    "F-35",
  ];
  return fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(""));
}

describe("terms", () => {
  test("two reports of one happening share more than two happenings do", () => {
    expect(cosine(of(opening), of(opened))).toBeGreaterThan(0.3);
    expect(cosine(of(opening), of(other))).toBeLessThan(0.05);
  });

  test("any text has some, of unit length, or none at all", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const terms of [
          of(text),
          termsOf(text, shippedEntities),
          likeEntryTerms(text, noEntities),
        ]) {
          const squares = [...terms.values()].reduce((sum, weight) => sum + weight * weight, 0);
          if (terms.size > 0) expect(squares).toBeCloseTo(1, 9);
          expect([...terms.values()].every((weight) => weight > 0)).toBe(true);
          expect([...terms.keys()].every((term) => term.length > 0)).toBe(true);
        }
      }),
    );
  });

  test("a text without letters has none", () => {
    expect(of({ title: "", lead: "" }).size).toBe(0);
    expect(of({ title: " 、。!?「」\u0000\ud800", lead: "…———・" }).size).toBe(0);
  });

  test("of a very long text no more than the limits is read", () => {
    const long = "日米合同訓練を3日に実施 F-35 and 12 ships, ".repeat(40_000);
    expect(long.length).toBeGreaterThan(1_000_000);
    const cut = { title: long.slice(0, 300), lead: long.slice(0, 160) };
    expect(of({ title: long, lead: long })).toEqual(of(cut));
  });

  test("the headline counts for more than the lead", () => {
    const headline = of({ title: "灯台 点検", lead: "桟橋 改修" });
    expect(headline.get("灯台") ?? 0).toBeGreaterThan(headline.get("桟橋") ?? 1);
  });

  test("grammar is no term, pairs are told from words, a day weighs most", () => {
    const terms = of(opening);
    expect([...terms.keys()].filter((term) => /^·?\p{Script=Hiragana}+$/u.test(term))).toEqual([]);
    expect(terms.has("訓練")).toBe(true);
    expect(terms.has("·訓練")).toBe(true);
    const [heaviest] = [...terms].toSorted(([, a], [, b]) => b - a);
    expect(heaviest?.[0]).toBe("3日");
  });

  test.each<[string, string, string]>([
    ["widths and cases are one", "Ｆ３５ Ａegis", "f35 aegis"],
    ["a plural is its singular", "Destroyers and ferries", "destroyer and ferry"],
    ["counts of countries are one", "三ヵ国の訓練", "3か国の訓練"],
    ["a hyphen of a type is none", "F-35の訓練", "F35の訓練"],
    ["the dot of katakana is none", "ウィンター・ビーコン", "ウィンタービーコン"],
    ["large numbers are one", "9兆8000億円", "9.8兆円"],
    ["also in English", "9.8 trillion", "9800000000000"],
    ["thousands are one", "5,000人", "5000人"],
    ["countries are written out", "日米比、韓米日", "日本、米国、フィリピン、韓国、米国、日本"],
    ["also one alone", "比巡視船", "フィリピン 巡視船"],
  ])("%s: %s as %s", (_, a, b) => {
    expect([...of({ title: a, lead: "" }).keys()].toSorted()).toEqual(
      [...of({ title: b, lead: "" }).keys()].toSorted(),
    );
  });

  test.each([
    "今日中に",
    "13日朝、",
    "在日中の",
    "米中間選挙",
    "日比谷",
    "比較",
    "加えて",
    "朝日新聞",
  ])("%s names no country", (title) => {
    const found = [...of({ title, lead: "" }).keys()].join(" ");
    expect(found).not.toMatch(/日本|米国|中国|フィリピン|カナダ|北朝鮮/);
  });
});

describe("cosine", () => {
  test("is the same both ways, from 0 to 1, and 1 for the same text", () => {
    fc.assert(
      fc.property(anyText, anyText, (x, y) => {
        const [a, b] = [of(x), of(y)];
        const score = cosine(a, b);
        expect(score).toBeCloseTo(cosine(b, a), 12);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(cosine(a, a)).toBeCloseTo(a.size > 0 ? 1 : 0, 9);
      }),
    );
  });

  test("shared terms are readable, the strongest first, each once, as many as asked for", () => {
    const shared = sharedTerms(of(opening), of(opened), 5);
    expect(shared).toEqual(["3日", "7隻", "巡視", "捜索", "訓練"]);
    expect(sharedTerms(of(opening), of(opened), 2)).toEqual(shared.slice(0, 2));
    expect(sharedTerms(of(opening), of(opening), 100).every((term) => !term.includes("·"))).toBe(
      true,
    );
    expect(sharedTerms(of(opening), new Map(), 5)).toEqual([]);
  });

  test("a pair is shown where there is nothing better, and told from a word", () => {
    expect([showTerm("·隊の"), isReadable("·隊の")]).toEqual(["隊の", false]);
    expect([showTerm("部隊"), isReadable("部隊")]).toEqual(["部隊", true]);
  });
});

describe("like an entry", () => {
  test("names outweigh days, and the whole summary is read", () => {
    const beacon = openEntities([{ names: ["Winter Beacon", "ウィンター・ビーコン"] }]);
    const terms = likeEntryTerms(opening, beacon);
    expect(terms.get("Winter Beacon") ?? 0).toBeGreaterThan((terms.get("3日") ?? 1) * 5);
    const summary = `${"訓練が続いた。".repeat(60)}灯台が壊れた。`;
    expect(likeEntryTerms({ title: "", lead: summary }, noEntities).has("灯台")).toBe(true);
  });
});
