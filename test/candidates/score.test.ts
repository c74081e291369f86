import { describe, expect, test } from "vitest";
import { judgeStory } from "#candidates/judge.ts";
import { placeOf } from "#candidates/place.ts";
import type { Feature } from "#candidates/rank-features.ts";
import { hashFeatures, openScorer, scoreStory, tellingTerms } from "#candidates/score.ts";

const scorer = openScorer({
  bias: -1,
  weights: { 自衛隊: 4, 衛隊: 3, 訓練: 2, 野球: -5, "source:潮見新報": 1, "hour:09": -0.5 },
});
const story = (...features: Feature[]) => hashFeatures(features);

describe("the score of a story", () => {
  test("is the likelihood of bias and weighted values, whatever it does not know", () => {
    const known = story(["自衛隊", 0.5], ["知らない", 0.9]);
    expect(scoreStory(known, scorer)).toBeCloseTo(1 / (1 + Math.exp(1 - 2)), 5);
    expect(scoreStory(story(), scorer)).toBeCloseTo(1 / (1 + Math.E), 5);
  });

  test("is told by the terms that moved it the most, up or down, without parts of them", () => {
    const features: Feature[] = [
      ["自衛隊", 0.5],
      ["衛隊", 0.5],
      ["訓練", 0.5],
      ["野球", 0.5],
    ];
    expect(tellingTerms(story(...features), scorer, 3)).toEqual([
      { term: "野球", weight: -2.5 },
      { term: "自衛隊", weight: 2 },
      { term: "訓練", weight: 1 },
    ]);
    expect(tellingTerms(story(["source:潮見新報", 0.8], ["hour:09", 0.3]), scorer, 3)).toEqual([
      { term: "source:潮見新報", weight: 0.8 },
      { term: "hour:09", weight: -0.15 },
    ]);
    expect(tellingTerms(story(["知らない", 1]), scorer, 3)).toEqual([]);
  });
});

describe("a story of several reports and topics", () => {
  const scorers = new Map([
    ["defence", scorer],
    ["sport", openScorer({ bias: 0, weights: { 野球: 3 } })],
  ]);
  const [drill, match] = [story(["自衛隊", 1]), story(["野球", 1])];

  test("counts for the topic that wants it most, by the report that says most for it", () => {
    const judged = judgeStory({ topics: ["defence", "sport"], reports: [story(), drill] }, scorers);
    expect(judged).toEqual({
      ...{ rank: 0.9526, topic: "defence" },
      terms: [{ term: "自衛隊", weight: 4 }],
    });
    expect(judgeStory({ topics: ["defence"], reports: [match] }, scorers).rank).toBeLessThan(0.01);
  });

  test("without topics it is tried with all, with a new topic it is neither here nor there", () => {
    expect(judgeStory({ topics: [], reports: [match] }, scorers).topic).toBe("sport");
    const unknown = judgeStory({ topics: ["weather"], reports: [match] }, scorers);
    expect(unknown).toEqual({ rank: 0.5, topic: "weather", terms: [] });
    expect(judgeStory({ topics: ["defence", "weather"], reports: [match] }, scorers).rank).toBe(
      0.5,
    );
    const nothing = { rank: 0.5, topic: null, terms: [] };
    expect(judgeStory({ topics: ["sport"], reports: [] }, scorers)).toEqual(nothing);
    expect(judgeStory({ topics: [], reports: [match] }, new Map())).toEqual(nothing);
  });
});

describe("the place of a story", () => {
  const low = Array.from({ length: 20_000 }, (_, id) => placeOf(id, 0.1));
  const mixed = low.filter(({ isMixedIn }) => isMixedIn);

  test("is its rank, but for 3 % of the low-ranked", () => {
    expect(mixed.length / low.length).toBeGreaterThan(0.025);
    expect(mixed.length / low.length).toBeLessThan(0.035);
    for (const { place, isMixedIn } of low) if (!isMixedIn) expect(place).toBe(0.1);
    for (let id = 0; id < 2_000; id += 1) {
      expect(placeOf(id, 0.5)).toEqual({ place: 0.5, isMixedIn: false });
      expect(placeOf(id, 0.9)).toEqual({ place: 0.9, isMixedIn: false });
    }
  });

  test("of those is anywhere in the upper half, evenly", () => {
    expect(mixed.every(({ place }) => place >= 0.5 && place < 1)).toBe(true);
    const upper = mixed.filter(({ place }) => place >= 0.75).length / mixed.length;
    expect(Math.abs(upper - 0.5)).toBeLessThan(0.08);
  });

  test("is the same each time, whatever the low rank", () => {
    const again = Array.from({ length: 20_000 }, (_, id) => placeOf(id, 0.3));
    expect(again.map(({ isMixedIn }) => isMixedIn)).toEqual(low.map(({ isMixedIn }) => isMixedIn));
    expect(again.filter(({ isMixedIn }) => isMixedIn)).toEqual(mixed);
  });
});
