// The job against what likeness promises without a database (test/likeness/tuning.test.ts): the
// bounded index and the stacking by turns may lose next to nothing of it.

import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { termsOf } from "#likeness/terms.ts";
import { defaultThresholds } from "#likeness/thresholds.ts";
import { bCubed, stackByAverage } from "../likeness/average-link.ts";
import { shippedEntities } from "../likeness/shipped-entities.ts";
import { type Report, reports } from "../likeness/tuning.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { openStackingRoom, type StackingRoom } from "./stacking-room.ts";

let room: StackingRoom;
let stacks: Report[][];

beforeAll(async () => {
  const db = await openTestDatabase();
  const clock = testClock("2026-11-01T00:00:00Z");
  room = await openStackingRoom(db, clock, { entities: shippedEntities });
  await room.bring("papers", reports);
  const hours = `{${reports.map(({ hour }) => hour)}}`;
  await db.execute(sql`
    update candidate set first_seen_at = first_seen_at
      + make_interval(hours => (${hours}::int[])[candidate.id])`);
  await room.stack();
  stacks = (await room.stacks()).map(({ candidates }) =>
    candidates.flatMap((id) => reports[id - 1] ?? []),
  );
});

test("every report is in one stack", () => {
  expect(stacks.flat()).toHaveLength(reports.length);
  expect(new Set(stacks.flat()).size).toBe(reports.length);
});

test("hardly a stack holds two happenings, and two thirds of a happening are together", () => {
  const { precision, recall } = bCubed(stacks);
  expect(precision).toBeGreaterThan(0.98);
  expect(recall).toBeGreaterThan(0.66);
  const pairs = pairwise(stacks);
  expect(pairs.precision).toBeGreaterThan(0.93);
  expect(pairs.recall).toBeGreaterThan(0.42);
});

test("what looking at every pair would have stacked, the index has found", () => {
  const weighed = reports.map((one) => ({ ...one, terms: termsOf(one, shippedEntities) }));
  const ideal = stackByAverage(weighed, defaultThresholds.stack);
  const [wanted, found] = [new Set(ideal.flatMap(pairNames)), new Set(stacks.flatMap(pairNames))];
  const both = wanted.intersection(found).size;
  expect(both / wanted.size).toBeGreaterThan(0.98);
  expect(both / found.size).toBeGreaterThan(0.98);
});

function pairNames(stack: readonly { title: string; hour: number }[]): string[] {
  const names = stack.map(({ title, hour }) => `${hour} ${title}`).toSorted();
  return names.flatMap((a, n) => names.slice(n + 1).map((b) => `${a} / ${b}`));
}

function pairwise(stacks: readonly Report[][]): { precision: number; recall: number } {
  const pairs = stacks.flatMap((stack) =>
    stack.flatMap((a, n) => stack.slice(n + 1).map((b) => a.event === b.event)),
  );
  const right = pairs.filter(Boolean).length;
  const all = reports.flatMap((a, n) => reports.slice(n + 1).filter((b) => a.event === b.event));
  return { precision: right / pairs.length, recall: right / all.length };
}
