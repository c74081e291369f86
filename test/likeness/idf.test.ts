import { describe, expect, test } from "vitest";
import { idfOf, rarest } from "#likeness/idf.ts";
import { idfTable } from "#likeness/idf-table.ts";

describe("the frozen table", () => {
  test("has numbers and features, each once", () => {
    const lines = idfTable
      .trim()
      .split("\n")
      .map((line) => line.split(" "));
    for (const [idf, ...features] of lines) {
      expect(Number(idf)).toBeGreaterThanOrEqual(0);
      expect(Number(idf)).toBeLessThan(rarest);
      expect(features.length).toBeGreaterThan(0);
    }
    const features = lines.flatMap(([, ...rest]) => rest);
    expect(new Set(features).size).toBe(features.length);
  });

  test("knows what is common in news of defence, and what in any", () => {
    expect(idfOf("防衛")).toBeLessThan(idfOf("捜索"));
    expect(idfOf("the")).toBeLessThan(idfOf("military"));
    expect(idfOf("military")).toBeLessThan(idfOf("lighthouse"));
    expect(idfOf("·自衛")).toBeLessThan(idfOf("·灯台"));
  });

  test("what it does not name is rare, a short number is not", () => {
    expect(idfOf("あさなぎ丸")).toBe(rarest);
    expect(idfOf("12")).toBeLessThan(idfOf("412"));
  });
});
