import { expect, test } from "vitest";
import { monthChart } from "#pages/month-chart.ts";
import { viewOf } from "#pages/view.ts";
import { archive } from "../support/published.ts";

const quiet = Array.from({ length: 12 }, () => 0);
const rows = [
  { title: "すべて", months: [10, 0, 5, ...quiet.slice(3)] },
  { title: "艦艇", months: [4, 0, 0, ...quiet.slice(3)] },
];

function bars(markup: string): { x: number; height: number; said: string }[] {
  const rect = /<rect x="([\d.]+)" y="[\d.]+" width="\d+" height="([\d.]+)"><title>([^<]+)</g;
  return [...markup.matchAll(rect)].map(([, x, height, said = ""]) => ({
    ...{ x: Number(x), height: Number(height), said },
  }));
}

test("a month's bar is as high as its count, on one scale, and a month without has none", () => {
  const { markup } = monthChart(viewOf(archive, "ja"), "月別", rows);
  const [january, march, ships, ...more] = bars(markup);
  expect(more).toEqual([]);
  expect(march?.height).toBe((january?.height ?? 0) / 2);
  expect(ships?.height).toBeCloseTo((january?.height ?? 0) * 0.4);
  expect(ships?.x).toBe(january?.x);
  expect([january?.said, ships?.said]).toEqual(["1月: 10件", "1月: 4件"]);
});

test("those who do not see it hear the sums, and have a table of every number", () => {
  const { markup } = monthChart(viewOf(archive, "en"), "Entries a month", rows);
  expect(markup).toContain('role="img" aria-labelledby="chart-title chart-text"');
  expect(markup).toContain('<title id="chart-title">Entries a month</title>');
  expect(markup).toContain("すべて: 15 entries, 艦艇: 4 entries");
  const cells = [...markup.matchAll(/<td>(\d+)<\/td>/g)].map(([, count]) => Number(count));
  expect(cells).toEqual(rows.flatMap(({ months }) => months));
});

test("a year without entries divides by nothing", () => {
  const empty = [{ title: "すべて", months: quiet }];
  expect(monthChart(viewOf(archive, "ja"), "月別", empty).markup).not.toMatch(/NaN|Infinity|<rect/);
});
