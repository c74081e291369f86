import { describe, expect, test } from "vitest";
import { needsProbe, pollResult } from "#candidates/poll-result.ts";
import type { Finished } from "#sources/finish-store.ts";
import { noHints } from "#sources/item.ts";
import { usualGap } from "#sources/next-poll.ts";
import type { Lease } from "#sources/poll-store.ts";
import type { PollOutcome, Reading } from "#sources/read-source.ts";

const now = Temporal.Instant.from("2026-11-24T12:00:00Z");
const seconds = now.epochMilliseconds / 1000;
const hoursAgo = (hours: number) => now.subtract({ hours });

type State = Lease["state"];
const fresh = {
  ...{ errorStreak: 0, firstErrorAt: null, unchangedStreak: 0, arrivals: [], hints: null },
  ...{ outcome: null, probedAt: null, lastNewAt: null },
} as unknown as State;

const reading = (outcome: PollOutcome, more: Partial<Reading> = {}): Reading => ({
  ...{ outcome, detail: null, items: [], flags: [], hints: null, httpStates: [], hops: [] },
  ...{ url: "https://wire.example/feed", freshSeconds: 0, retryAfter: null, delaySeconds: 0 },
  ...{ bytes: null, ...more },
});

type Told = {
  state?: Partial<State>;
  scope?: "host" | "source";
  added?: number;
  isProbe?: boolean;
};

function result(
  read: Reading,
  { state = {}, scope = "host", added = 0, isProbe = false }: Told = {},
): Finished {
  const source = { retryAfterScope: scope, minimumIntervalMinutes: null } as Lease["source"];
  return pollResult({ source, state: { ...fresh, ...state } }, read, {
    ...{ now, startedAt: now.subtract({ milliseconds: 250 }), spread: 0, isProbe },
    added: { added, changed: 0 },
    policy: { minimumMinutes: 15, defaultMinutes: 30 },
  });
}

const hostWait = (finished: Finished) => now.until(finished.hostFreeAt).total("seconds");

describe("what a poll makes of a source", () => {
  test("success ends the streak of errors", () => {
    const state = { errorStreak: 7, firstErrorAt: hoursAgo(90), outcome: "timeout" };
    const done = result(reading("not-modified"), { state });
    expect(done.state).toMatchObject({
      errorStreak: 0,
      firstErrorAt: null,
      unchangedStreak: 1,
      lastOkAt: now,
    });
    expect(done.log).toMatchObject({ outcome: "not-modified", ms: 250, items: 0 });
  });

  test("the first failure is remembered, and unchanged polls are not forgotten for it", () => {
    const first = result(reading("timeout"), { state: { unchangedStreak: 5 } });
    expect(first.state).toMatchObject({ errorStreak: 1, firstErrorAt: now, unchangedStreak: 5 });
    expect(first.state).not.toHaveProperty("lastOkAt");
    const state = { errorStreak: 1, firstErrorAt: hoursAgo(3) };
    expect(result(reading("timeout"), { state }).state).toMatchObject({
      errorStreak: 2,
      firstErrorAt: hoursAgo(3),
    });
  });

  test("arrivals are kept newest first, twenty-one of them", () => {
    const arrivals = Array.from({ length: 21 }, (_, i) => seconds - (i + 1) * 3_600);
    const done = result(reading("ok"), { added: 2, state: { arrivals, unchangedStreak: 9 } });
    expect(done.state.arrivals).toEqual([seconds, ...arrivals.slice(0, 20)]);
    expect(done.state).toMatchObject({ unchangedStreak: 0, lastNewAt: now });
    expect(result(reading("ok"), { state: { arrivals } }).state.arrivals).toEqual(arrivals);
  });

  test("a 304 has no body to say its ttl again: what the feed said last holds", () => {
    const hints = { ...noHints, ttlMinutes: 240 };
    const done = result(reading("not-modified"), { state: { hints } });
    expect(now.until(done.state.nextPollAt).total("minutes")).toBe(240);
  });

  test.each<[string, Reading, "host" | "source", number]>([
    ["a second after any answer", reading("ok"), "host", 1],
    ["a second after a failure", reading("timeout"), "host", 1],
    ["its crawl delay", reading("ok", { delaySeconds: 2.5 }), "host", 3],
    ["as long as Retry-After says", reading("throttled", { retryAfter: "7200" }), "host", 7_200],
    [
      "not for the sake of one of many on a multiplexer",
      reading("throttled", { retryAfter: "7200" }),
      "source",
      1,
    ],
    [
      "a second where Retry-After is garbage",
      reading("throttled", { retryAfter: "soon" }),
      "host",
      1,
    ],
  ])("the host is left alone: %s", (_, read, scope, expected) => {
    expect(hostWait(result(read, { scope }))).toBe(expected);
  });
});

describe("410 Gone", () => {
  const gone = (errorStreak: number, hours: number, outcome = "gone"): Finished =>
    result(reading("gone"), { state: { errorStreak, outcome, firstErrorAt: hoursAgo(hours) } });

  test.each([
    ["once", result(reading("gone"))],
    ["twice over three days", gone(1, 72)],
    ["three times within two days", gone(2, 47)],
    ["after other errors", gone(5, 72, "timeout")],
    [
      "as 404",
      result(reading("missing"), {
        state: { errorStreak: 9, outcome: "missing", firstErrorAt: hoursAgo(99) },
      }),
    ],
  ])("said %s pauses nothing", (_, { state }) => {
    expect(state).not.toHaveProperty("active");
  });

  test("said three times over two days pauses the source, and says why", () => {
    expect(gone(2, 48).state).toMatchObject({
      ...{ active: false, pausedAt: now },
      pausedWhy: "it answered 410 Gone 3 times over 48 hours",
    });
  });
});

describe("a probe without validators", () => {
  const day = 86_400;
  const daily = Array.from({ length: 20 }, (_, i) => seconds - (20 + i) * day);

  test.each<[string, Partial<State>, boolean]>([
    [
      "after twenty days of 304 from a daily feed",
      { lastNewAt: hoursAgo(480), arrivals: daily },
      true,
    ],
    ["not before ten times its usual gap", { lastNewAt: hoursAgo(9 * 24), arrivals: daily }, false],
    [
      "not within eight days, however lively it was",
      { lastNewAt: hoursAgo(7 * 24), arrivals: [seconds, seconds - 60] },
      false,
    ],
    [
      "not again within eight days",
      { lastNewAt: hoursAgo(480), arrivals: daily, probedAt: hoursAgo(7 * 24) },
      false,
    ],
    [
      "again after eight days",
      { lastNewAt: hoursAgo(480), arrivals: daily, probedAt: hoursAgo(8 * 24) },
      true,
    ],
    [
      "not where it answers with bodies",
      { lastNewAt: hoursAgo(480), arrivals: daily, outcome: "ok" },
      false,
    ],
    ["not of a source that never brought anything", { lastNewAt: null }, false],
  ])("is sent %s", (_, state, expected) => {
    const full = { ...fresh, outcome: "not-modified", ...state } as State;
    expect(needsProbe({ state: full }, now)).toBe(expected);
  });

  test("is remembered", () => {
    expect(result(reading("ok"), { isProbe: true }).state).toMatchObject({ probedAt: now });
  });
});

test.each([
  [[], 0],
  [[100], 0],
  [[100, 70], 30],
  [[100, 90, 60, 0], 30],
])("the usual gap of %j is %i s", (arrivals, expected) => {
  expect(usualGap(arrivals)).toBe(expected);
});
