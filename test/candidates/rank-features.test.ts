import { describe, expect, test } from "vitest";
import { circumstanceFeatures, wordFeatures } from "#candidates/rank-features.ts";
import { noEntities, openEntities } from "#likeness/entities.ts";

const termsOf = (title: string, lead = ""): string[] =>
  wordFeatures({ title, lead }, noEntities).map(([term]) => term);

describe("what a story is judged by", () => {
  test("its words, of length 1", () => {
    const features = wordFeatures({ title: "潮見港で共同訓練", lead: "両国の艦艇" }, noEntities);
    const square = features.reduce((sum, [, value]) => sum + value ** 2, 0);
    expect(square).toBeCloseTo(1, 5);
    expect(features.map(([term]) => term)).toContain("訓練");
  });

  test("entities by their first name, in any language", () => {
    const entities = openEntities([{ names: ["Winter Beacon", "冬のかがり火"] }]);
    const [ja, en] = ["冬のかがり火が始まる", "Winter Beacon begins"].map((title) =>
      wordFeatures({ title, lead: "" }, entities).map(([term]) => term),
    );
    expect(ja?.filter((term) => en?.includes(term))).not.toEqual([]);
  });

  test("no half of a character, which JSON in PostgreSQL refuses", () => {
    const terms = termsOf("𠮷野家𩸽𠮟る");
    expect(terms.length).toBeGreaterThan(0);
    expect(terms.filter((term) => !term.isWellFormed())).toEqual([]);
  });

  test("a bounded number of them, however long the text is", () => {
    const endless = "潮見港の岸壁で合同の点検が続く".repeat(50_000);
    expect(termsOf(endless, endless).length).toBeLessThan(1_500);
    const words = Array.from({ length: 50_000 }, (_, n) => `w${n}`).join(" ");
    expect(termsOf(words, words).length).toBeLessThan(1_500);
  });

  test("nothing at all where nothing is said", () => {
    expect(termsOf("")).toEqual([]);
    expect(termsOf("!? … 。", "　")).toEqual([]);
  });

  test("its circumstances, named so that an editor can read them", () => {
    const named = (hour: number | null, publisher = "潮見新報"): string[] =>
      circumstanceFeatures({ publisher, source: "shiomi", hour }).map(([term]) => term);
    expect(named(9)).toEqual(["source:潮見新報", "source-id:shiomi", "hour:09"]);
    expect(named(null)).toEqual(["source:潮見新報", "source-id:shiomi"]);
    expect(named(23, " Ｂａｙ Daily ")).toContain("source:Bay Daily");
  });
});
