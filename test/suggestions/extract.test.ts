import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noEntities } from "#likeness/entities.ts";
import { extractSentences, leadSentences } from "#suggestions/extract.ts";
import { textRank } from "#suggestions/text-rank.ts";

const reports = [
  {
    id: 4,
    title: "三つの港で合同訓練",
    excerpt:
      "三つの港で沿岸警備隊の合同訓練が始まった。市役所では花の展示が開かれている。合同訓練には巡視船と沿岸警備隊の航空機が加わる。続きは…",
  },
  {
    id: 7,
    title: "沿岸警備隊、合同訓練を開始",
    excerpt:
      "沿岸警備隊の合同訓練は三つの港で始まった。沿岸警備隊の合同訓練は金曜まで三つの港で続く。",
  },
  { id: 9, title: "合同訓練", excerpt: "三つの港で沿岸警備隊の合同訓練が始まった。" },
];

describe("lead sentences", () => {
  test("are the first report's first ones, with their places", () => {
    const [first, second] = leadSentences(reports, 2, noEntities);
    expect(first).toMatchObject({ candidate: 4, from: 0 });
    expect(second?.text).toBe("市役所では花の展示が開かれている。");
    expect(reports[0]?.excerpt.slice(second?.from, second?.to)).toBe(second?.text);
  });

  test("go on with what other reports add, and never say a thing twice", () => {
    const texts = leadSentences(reports, 10, noEntities).map(({ text }) => text);
    expect(texts.filter((text) => text.includes("始まった")).length).toBe(1);
    expect(texts.at(-1)).toBe("沿岸警備隊の合同訓練は金曜まで三つの港で続く。");
  });

  test("leave out what is cut off, unless there is nothing else", () => {
    const texts = (excerpt: string) =>
      leadSentences([{ id: 1, title: "", excerpt }], 3, noEntities).map(({ text }) => text);
    expect(texts("港で訓練をした。船も…")).toEqual(["港で訓練をした。"]);
    expect(texts("港で訓練をし…")).toEqual(["港で訓練をし…"]);
    expect(texts("")).toEqual([]);
  });
});

describe("extracted sentences", () => {
  test("are what the reports have in common, in the order of reading", () => {
    const found = extractSentences(reports, 2, noEntities);
    expect(found.map(({ text }) => text)).not.toContain("市役所では花の展示が開かれている。");
    expect(found.every(({ text }) => text.includes("合同訓練"))).toBe(true);
    const places = found.map(({ candidate, from }) => candidate * 1_000 + from);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("are the same each time, and no more than asked for", () => {
    const text = fc
      .array(fc.constantFrom("港で訓練。", "船が出た。", "It sailed. ", "「戻る。」", "沖…", "\n"))
      .map((parts) => parts.join(""));
    const some = fc.array(fc.record({ id: fc.nat(9), title: text, excerpt: text }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 10 }), (reports, count) => {
        const once = extractSentences(reports, count, noEntities);
        expect(extractSentences(reports, count, noEntities)).toEqual(once);
        expect(once.length).toBeLessThanOrEqual(count);
        expect(once.every(({ score }) => score > 0 && score <= 1)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe("TextRank", () => {
  test("ranks a hub first, and all alike where nothing is like another", () => {
    const star = textRank(4, (a, b) => (a === 0 || b === 0 ? 1 : 0));
    expect(star.indexOf(Math.max(...star))).toBe(0);
    expect(new Set(textRank(3, () => 0).map((score) => score.toFixed(6)))).toEqual(
      new Set(["0.333333"]),
    );
    expect(textRank(0, () => 0)).toEqual([]);
  });

  test("the scores are together 1", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 45 }),
        (some) => {
          const count = Math.floor((1 + Math.sqrt(1 + 8 * some.length)) / 2);
          const at = (a: number, b: number) =>
            some[(Math.max(a, b) * (Math.max(a, b) - 1)) / 2 + Math.min(a, b)] ?? 0;
          expect(textRank(count, at).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
        },
      ),
    );
  });
});
