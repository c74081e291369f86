// What a reading makes of a source's state: pure, so that every rule can be read in a test.

import type { Finished } from "#sources/finish-store.ts";
import { noHints } from "#sources/item.ts";
import { type Plan, type PollingPolicy, planPoll, usualGap } from "#sources/next-poll.ts";
import type { Lease } from "#sources/poll-store.ts";
import { isSuccess, type Reading } from "#sources/read-source.ts";
import type { Added } from "./store.ts";

const spacingSeconds = 1;
const arrivalsKept = 21;
/** 410 means gone; said three times over two days it is believed. */
const gone = { times: 3, hours: 48 };
const probeDays = 8;

export function pollResult(
  { source, state }: Pick<Lease, "source" | "state">,
  reading: Reading,
  facts: {
    added: Added;
    startedAt: Temporal.Instant;
    now: Temporal.Instant;
    policy: PollingPolicy;
    spread: number;
    isProbe: boolean;
  },
): Finished {
  const { now, added } = facts;
  const ok = isSuccess(reading.outcome);
  const errorStreak = ok ? 0 : state.errorStreak + 1;
  const firstErrorAt = ok ? null : (state.firstErrorAt ?? now);
  const arrived = added.added > 0;
  const arrivals = arrived
    ? [Math.floor(now.epochMilliseconds / 1000), ...state.arrivals].slice(0, arrivalsKept)
    : state.arrivals;
  const unchangedStreak = !ok ? state.unchangedStreak : arrived ? 0 : state.unchangedStreak + 1;
  const hints = reading.hints ?? state.hints ?? noHints;
  const plan = planPoll({
    ...{ now, errorStreak, arrivals, unchangedStreak, hints },
    freshSeconds: reading.freshSeconds,
    retryAfter: reading.retryAfter,
    sourceMinimum: source.minimumIntervalMinutes,
    policy: facts.policy,
    // Sources added together are polled together once, and then spread over their interval.
    spread: state.lastPollAt === null ? facts.spread * 10 : facts.spread,
  });
  const pause = isGone(state, reading, errorStreak, firstErrorAt, now);
  return {
    hostFreeAt: hostFreeAt(source.retryAfterScope, reading, plan, now),
    log: {
      ...{ at: now, outcome: reading.outcome, items: reading.items.length, ...added },
      ms: now.epochMilliseconds - facts.startedAt.epochMilliseconds,
    },
    state: {
      ...{ nextPollAt: plan.at, why: plan.why, errorStreak, firstErrorAt, unchangedStreak },
      ...{ arrivals: [...arrivals], outcome: reading.outcome, detail: reading.detail },
      lastPollAt: now,
      ...(ok ? { lastOkAt: now } : {}),
      ...(arrived ? { lastNewAt: now } : {}),
      ...(reading.hints ? { hints, flags: [...reading.flags] } : {}),
      ...(facts.isProbe ? { probedAt: now } : {}),
      ...(pause ? { active: false, pausedAt: now, pausedWhy: pause } : {}),
    },
  };
}

/** A server that has answered 304 far too long may be lying: every eight days it is asked anew. */
export function needsProbe({ state }: Pick<Lease, "state">, now: Temporal.Instant): boolean {
  const last = state.probedAt ?? state.lastNewAt;
  if (state.outcome !== "not-modified" || !last) return false;
  const secondsSince = (at: Temporal.Instant): number =>
    (now.epochMilliseconds - at.epochMilliseconds) / 1000;
  if (secondsSince(last) < probeDays * 86_400) return false;
  return secondsSince(state.lastNewAt ?? last) > 10 * usualGap(state.arrivals);
}

function isGone(
  state: Lease["state"],
  { outcome }: Reading,
  streak: number,
  firstErrorAt: Temporal.Instant | null,
  now: Temporal.Instant,
): string | null {
  if (outcome !== "gone" || (state.errorStreak > 0 && state.outcome !== "gone")) return null;
  const hours = firstErrorAt?.until(now).total("hours") ?? 0;
  if (streak < gone.times || hours < gone.hours) return null;
  return `it answered 410 Gone ${streak} times over ${Math.floor(hours)} hours`;
}

/** Retry-After keeps the whole host quiet, unless the source is one of many on a multiplexer. */
function hostFreeAt(
  scope: "host" | "source",
  reading: Reading,
  plan: Plan,
  now: Temporal.Instant,
): Temporal.Instant {
  const spaced = now.add({ seconds: Math.ceil(Math.max(spacingSeconds, reading.delaySeconds)) });
  const until = scope === "host" ? plan.retryAt : null;
  return until && Temporal.Instant.compare(until, spaced) > 0 ? until : spaced;
}
