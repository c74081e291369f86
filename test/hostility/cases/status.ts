// What a status says, and what it only pretends to say.

import { expect } from "vitest";
import { answers, type Behaviour } from "../../support/hostile-origin.ts";
import { good, type HostileCase, serves, story } from "../hostile-case.ts";

const challenge = { "cf-mitigated": "challenge", "content-type": "text/html" };
const errorPage = "<!doctype html><title>Something went wrong</title>";

export const status: readonly HostileCase[] = [
  busy(29, "429 and a date", 429, "Fri, 27 Nov 2026 12:00:00 GMT", { atLeast: 72, atMost: 80 }),
  busy(30, "503 and no hint", 503, null, { atLeast: 0.5, atMost: 24 }),
  busy(31, "a wait of ten years", 503, "315360000", { atLeast: 87_600 }),
  busy(32, "a negative wait", 429, "-5", { atLeast: 0.5, atMost: 24 }),
  busy(32, "a senseless wait", 429, "soon, or 1e99 s", { atLeast: 0.5, atMost: 24 }),
  {
    ...{ number: 33, name: "a challenge that only a browser passes" },
    polls: () => [answers(403, challenge, errorPage)],
    expected: { outcome: "blocked" },
  },
  {
    ...{ number: 34, name: "410" },
    polls: () => [serves(good), ...[1, 2, 3].map(() => answers(410))],
    expected: {
      ...{ outcome: "gone", titles: [story] },
      // Paused, and never retired or forgotten.
      also: ({ source }) => expect(source.next_poll_at).toBeNull(),
    },
  },
  {
    ...{ number: 35, name: "an error page with 200" },
    polls: () => [
      serves(good, { etag: '"feed"' }),
      serves(errorPage, { etag: '"error"' }),
      answers(304),
    ],
    expected: {
      ...{ outcome: "not-modified", titles: [story] },
      also: ({ heads }) => expect(heads[2]).toContain('if-none-match: "feed"'),
    },
  },
];

function busy(
  number: number,
  name: string,
  status: number,
  wait: string | null,
  nextPoll: { atLeast: number; atMost?: number },
): HostileCase {
  const answer: Behaviour = answers(status, wait === null ? {} : { "retry-after": wait });
  return { number, name, polls: () => [answer], expected: { outcome: "throttled", nextPoll } };
}
