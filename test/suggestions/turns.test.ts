import { expect, test } from "vitest";
import { openTurns } from "#suggestions/turns.ts";
import { testClock } from "../support/clock.ts";

const limits = { atOnce: 2, perHour: 3 };

test("an editor has so many turns at once, and others theirs", () => {
  const turns = openTurns(testClock("2026-11-24T12:00:00Z"), limits);
  const end = turns.take("a");
  turns.take("a");
  expect(() => turns.take("a")).toThrow("2 drafts are being written for you");
  turns.take("b");
  end();
  turns.take("a");
  expect(() => turns.take("a")).toThrow("2 drafts are being written for you");
});

test("and so many in an hour, that slides", () => {
  const clock = testClock("2026-11-24T12:00:00Z");
  const turns = openTurns(clock, limits);
  for (const minutes of [0, 30, 10]) {
    clock.advance({ minutes });
    turns.take("a")();
  }
  expect(() => turns.take("a")).toThrow("You had 3 drafts in an hour");
  clock.advance({ minutes: 21 });
  turns.take("a")();
  expect(() => turns.take("a")).toThrow("You had 3 drafts in an hour");
});
