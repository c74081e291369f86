import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noHints, type PollHints } from "#sources/item.ts";
import { type Plan, type Polling, planPoll, retryTime } from "#sources/next-poll.ts";

/** Noon on a Tuesday. */
const now = Temporal.Instant.from("2026-11-24T12:00:00Z");
const seconds = now.epochMilliseconds / 1000;
const hour = 60;
const day = 24 * hour;

const usual: Polling = {
  ...{ now, errorStreak: 0, arrivals: [], unchangedStreak: 0, freshSeconds: 0, hints: noHints },
  ...{ retryAfter: null, sourceMinimum: null, spread: 0 },
  policy: { minimumMinutes: 15, defaultMinutes: 30 },
};

function minutes(polling: Partial<Polling>): number {
  return now.until(planPoll({ ...usual, ...polling }).at).total("minutes");
}

/** Arrivals so many minutes apart, the newest now. */
function every(gap: number, count = 10): number[] {
  return Array.from({ length: count }, (_, i) => seconds - i * gap * 60);
}

const hinted = (hints: Partial<PollHints>): Partial<Polling> => ({
  hints: { ...noHints, ...hints },
});

describe("the next poll", () => {
  test.each<[what: string, Partial<Polling>, number]>([
    ["a source of which nothing is known", {}, 30],
    ["half the gap between arrivals", { arrivals: every(4 * hour) }, 2 * hour],
    ["not under a quarter of an hour for a busy one", { arrivals: every(10) }, 15],
    ["not over a day for a rare one", { arrivals: every(10 * day) }, day],
    [
      "the median gap, so that one long silence is nothing",
      { arrivals: [...every(2 * hour, 5), seconds - 40 * day * 60] },
      hour,
    ],
    ["as usual while three polls bring nothing", { unchangedStreak: 3 }, 30],
    ["half as long again at the fourth", { unchangedStreak: 4 }, 45],
    ["and again at the fifth", { unchangedStreak: 5 }, 67.5],
    ["a day at the most", { unchangedStreak: 1_000 }, day],
    ["the operator's minimum", { policy: { minimumMinutes: 120, defaultMinutes: 30 } }, 120],
    ["the source's own minimum", { sourceMinimum: 90 }, 90],
    ["what the answer holds for", { freshSeconds: 7_200 }, 120],
    ["its ttl", hinted({ ttlMinutes: 200 }), 200],
    ["its sy:updatePeriod", hinted({ updateMinutes: 300 }), 300],
    ["a week at most for a ttl", hinted({ ttlMinutes: 99_999 }), 7 * day],
    [
      "the longest of several",
      { ...hinted({ ttlMinutes: 60 }), sourceMinimum: 45, freshSeconds: 4_500 },
      75,
    ],
    ["Retry-After in seconds", { errorStreak: 1, retryAfter: "7200" }, 120],
    ["Retry-After as a date", { errorStreak: 1, retryAfter: "Tue, 24 Nov 2026 15:00:00 GMT" }, 180],
    ["backoff where Retry-After is shorter", { errorStreak: 4, retryAfter: "60" }, 240],
    [
      "backoff where Retry-After is past",
      { errorStreak: 1, retryAfter: "Tue, 24 Nov 2026 11:00:00 GMT" },
      30,
    ],
    ["backoff where Retry-After is garbage", { errorStreak: 1, retryAfter: "soon" }, 30],
    ["max-age of a 429", { errorStreak: 1, freshSeconds: 7_200 }, 120],
  ])("is %s", (_, polling, expected) => {
    expect(minutes(polling)).toBeCloseTo(expected, 5);
  });

  test("backs off by doubling to a day, and after three weeks weekly, for ever", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 20, 21, 10_000].map((errorStreak) =>
      minutes({ errorStreak }),
    );
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, day, day, 7 * day, 7 * day]);
  });

  test("honours ten years and more, and says so", () => {
    const plan = planPoll({ ...usual, errorStreak: 1, retryAfter: "315360000" });
    expect(now.until(plan.at).total("hours")).toBe(87_600);
    expect(plan.why).toMatch(/^Retry-After until 2036/);
    expect(plan.retryAt).toEqual(plan.at);
  });

  test("leaves the skipped hours and days alone", () => {
    const plan = planPoll({ ...usual, ...hinted({ skipHours: [12, 13, 14] }) });
    expect(`${plan.at}`).toBe("2026-11-24T15:00:00Z");
    expect(plan.why).toMatch(/skipped hours/);
    const friday = Temporal.Instant.from("2026-11-27T23:45:00Z");
    const after = planPoll({ ...usual, now: friday, ...hinted({ skipDays: [6, 7] }) });
    expect(`${after.at}`).toBe("2026-11-30T00:00:00Z");
    const all = Array.from({ length: 24 }, (_, n) => n);
    expect(minutes(hinted({ skipHours: all }))).toBe(30);
  });

  test("wakes in no skipped hour after Retry-After either", () => {
    const plan = planPoll({
      ...usual,
      errorStreak: 1,
      retryAfter: "7200",
      ...hinted({ skipHours: [14] }),
    });
    expect(`${plan.at}`).toBe("2026-11-24T15:00:00Z");
  });

  const anyPolling: fc.Arbitrary<Polling> = fc.record({
    now: fc.constant(now),
    errorStreak: fc.integer({ min: 0, max: 60 }),
    arrivals: fc.constantFrom([], every(20), every(400), every(5 * day)),
    unchangedStreak: fc.integer({ min: 0, max: 60 }),
    freshSeconds: fc.integer({ min: 0, max: 7 * 86_400 }),
    hints: fc.record({
      ttlMinutes: fc.option(fc.integer({ min: 1, max: 20_000 })),
      updateMinutes: fc.option(fc.integer({ min: 1, max: 20_000 })),
      skipHours: fc.uniqueArray(fc.integer({ min: 0, max: 23 })),
      skipDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
    }),
    retryAfter: fc.oneof(fc.constant(null), fc.nat().map(String), fc.string()),
    sourceMinimum: fc.option(fc.integer({ min: 1, max: 10_080 })),
    policy: fc.constant(usual.policy),
    spread: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  test("is never before any floor, and jitter only delays", () => {
    fc.assert(
      fc.property(anyPolling, (polling) => {
        const plan: Plan = planPoll(polling);
        const early: Plan = planPoll({ ...polling, spread: 0 });
        const wait = now.until(plan.at).total("seconds");
        expect(wait).toBeGreaterThanOrEqual(polling.freshSeconds);
        expect(wait).toBeGreaterThanOrEqual(15 * 60);
        expect(wait).toBeGreaterThanOrEqual((polling.sourceMinimum ?? 0) * 60);
        const retry = retryTime(now, polling.retryAfter);
        if (retry) expect(Temporal.Instant.compare(plan.at, retry)).toBeGreaterThanOrEqual(0);
        expect(Temporal.Instant.compare(plan.at, early.at)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test.each([
  ["120", 120],
  [" 120 ", 120],
  ["0", null],
  ["-60", null],
  ["1.5", null],
  ["120 seconds", null],
  ["", null],
  [null, null],
  ["9999999999", 9_999_999_999],
  ["9".repeat(40), 1_000 * 365 * 86_400],
  ["Tue, 24 Nov 2026 12:10:00 GMT", 600],
  ["Tue, 24 Nov 2026 11:00:00 GMT", null],
  ["Tue, 24 Nov 2026 25:00:00 GMT", null],
])("Retry-After %j is %j seconds", (header, expected) => {
  const at = retryTime(now, header);
  expect(at && now.until(at).total("seconds")).toBe(expected);
});
