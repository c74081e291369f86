// What the tuning reached, so that a change of features which loses it is seen. The figures and how
// they came about: docs/adr/0011.

import { describe, expect, test } from "vitest";
import { cosine } from "#likeness/cosine.ts";
import { likeEntryTerms } from "#likeness/like-entry.ts";
import { termsOf } from "#likeness/terms.ts";
import { defaultThresholds } from "#likeness/thresholds.ts";
import { bCubed, stackByAverage } from "./average-link.ts";
import { averagePrecision } from "./average-precision.ts";
import { shippedEntities } from "./shipped-entities.ts";
import { pairsInWindow, reports } from "./tuning.ts";

const weighed = reports.map((report) => ({ ...report, terms: termsOf(report, shippedEntities) }));
const pairs = pairsInWindow(weighed).map(({ a, b }) => ({
  languages: a.language === b.language ? a.language : "both",
  sameStory: a.story === b.story,
  isPositive: a.event === b.event,
  score: cosine(a.terms, b.terms),
}));

test("there are invented reports of many happenings, and near misses among them", () => {
  expect(reports.length).toBeGreaterThan(200);
  expect(new Set(reports.map(({ event }) => event)).size).toBeGreaterThan(80);
  expect(
    pairs.filter(({ sameStory, isPositive }) => sameStory && !isPositive).length,
  ).toBeGreaterThan(150);
});

describe("reports of one happening are more alike than others", () => {
  test.each([
    ["ja", 0.95, 0.985],
    ["en", 0.92, 0.99],
    ["both", 0.68, 0.77],
  ])(
    "%s: average precision %d, and %d where other parts of the story are left out",
    (languages, all, apart) => {
      const these = pairs.filter((pair) => pair.languages === languages);
      expect(averagePrecision(these)).toBeGreaterThan(all);
      const told = these.filter(({ isPositive, sameStory }) => isPositive || !sameStory);
      expect(averagePrecision(told)).toBeGreaterThan(apart);
    },
  );
});

describe("the thresholds", () => {
  const stacks = stackByAverage(weighed, defaultThresholds.stack);

  test("stack two thirds, and hardly any wrongly", () => {
    const { precision, recall } = bCubed(stacks);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.66);
    expect(stacks.filter((stack) => new Set(stack.map(({ story }) => story)).size > 1)).toEqual([]);
  });

  test("below them is what nobody needs to be asked about", () => {
    const asked = pairs.filter(({ score }) => score > defaultThresholds.perhaps);
    const found = (languages: string): number =>
      asked.filter((pair) => pair.isPositive && pair.languages === languages).length /
      pairs.filter((pair) => pair.isPositive && pair.languages === languages).length;
    expect(found("ja")).toBeGreaterThan(0.98);
    expect(found("en")).toBeGreaterThan(0.98);
    expect(found("both")).toBeGreaterThan(0.45);
    expect(asked.filter(({ sameStory }) => sameStory).length / asked.length).toBeGreaterThan(0.7);
  });
});

test("earlier parts of a story are among the five entries that are most alike", () => {
  const entries = reports
    .filter(({ event }, n) => reports.findIndex((other) => other.event === event) === n)
    .map((report) => ({ ...report, terms: likeEntryTerms(report, shippedEntities) }));
  const recalls = entries.flatMap((entry, n) => {
    const earlier = entries.slice(0, n);
    const parts = earlier.filter(({ story }) => story === entry.story).length;
    if (parts === 0) return [];
    const best = earlier
      .map(({ story, terms }) => ({ story, score: cosine(entry.terms, terms) }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, 5);
    return best.filter(({ story }) => story === entry.story).length / Math.min(5, parts);
  });
  expect(recalls.length).toBeGreaterThan(50);
  expect(recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length).toBeGreaterThan(0.79);
});
