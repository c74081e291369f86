// When a source is asked again, and why then. Every rule only ever delays.

import { parseHttpDate } from "#base/http-date.ts";
import type { PollHints } from "./item.ts";

export type PollingPolicy = { minimumMinutes: number; defaultMinutes: number };

export type Polling = {
  now: Temporal.Instant;
  /** Failures in a row, this poll included; 0 after a success. */
  errorStreak: number;
  /** Epoch seconds of the polls that brought something, newest first. */
  arrivals: readonly number[];
  /** Polls in a row that brought nothing, this one included. */
  unchangedStreak: number;
  /** Of the answer: see freshness.ts. */
  freshSeconds: number;
  hints: PollHints;
  /** As sent with a 429 or 503. */
  retryAfter: string | null;
  /** The operator's floor for this source, minutes. */
  sourceMinimum: number | null;
  policy: PollingPolicy;
  /** How far into the jitter, in tenths of the wait: 0 to 1, and to 10 after a first poll. */
  spread: number;
};

export type Plan = {
  at: Temporal.Instant;
  /** In words, for people. */
  why: string;
  /** The server asked to be left alone until then; null where it did not. */
  retryAt: Temporal.Instant | null;
};

const day = 24 * 3600;
/** Feeds that ask for more than a week between polls are asked weekly all the same. */
const longestHint = 7 * day;
/** A thousand years: what Temporal and the database can still hold. */
const longestRetry = 1_000 * 365 * day;

export function planPoll(polling: Polling): Plan {
  const { now, errorStreak, spread } = polling;
  const retryAt = retryTime(now, polling.retryAfter);
  const wait = longest(errorStreak > 0 ? [backoff(errorStreak)] : pace(polling), floors(polling));
  const jittered = now.add({ seconds: Math.ceil(wait.seconds * (1 + spread / 10)) });
  const isHeld = retryAt !== null && Temporal.Instant.compare(retryAt, jittered) > 0;
  const due = isHeld ? retryAt : jittered;
  const why = isHeld ? `Retry-After until ${retryAt}` : wait.why;
  const at = skipSleep(due, polling.hints);
  return { at, why: at.equals(due) ? why : `${why}, then its skipped hours`, retryAt };
}

type Wait = { seconds: number; why: string };

/** Half the usual gap between arrivals, slower while nothing comes. */
function pace({ arrivals, unchangedStreak, policy }: Polling): Wait[] {
  const isNew = arrivals.length < 2;
  const usual = isNew ? policy.defaultMinutes * 60 : usualGap(arrivals) / 2;
  const base = clamp(usual, 15 * 60, day);
  const slower = 1.5 ** Math.min(Math.max(0, unchangedStreak - 3), 20);
  const seconds = Math.min(base * slower, day);
  const told = isNew ? "the default interval" : "half its usual gap";
  return [{ seconds, why: slower > 1 ? `${told}, slower since nothing new comes` : told }];
}

/** 30 min · 2ⁿ⁻¹ up to a day, and after two weeks of days weekly: never given up. */
function backoff(streak: number): Wait {
  const seconds = Math.min(30 * 60 * 2 ** Math.min(streak - 1, 20), day);
  const why = `failure ${streak} in a row`;
  return streak > 20 ? { seconds: 7 * day, why } : { seconds, why };
}

/** What publisher and operator ask for; the freshness of an answer holds for a 304 and a 429 too. */
function floors({ freshSeconds, hints, sourceMinimum, policy }: Polling): Wait[] {
  const hinted = (minutes: number | null): number => Math.min((minutes ?? 0) * 60, longestHint);
  return [
    { seconds: policy.minimumMinutes * 60, why: "the minimum interval" },
    { seconds: (sourceMinimum ?? 0) * 60, why: "this source's minimum interval" },
    { seconds: freshSeconds, why: "the answer holds until then (Cache-Control, Expires)" },
    { seconds: hinted(hints.ttlMinutes), why: "its ttl" },
    { seconds: hinted(hints.updateMinutes), why: "its sy:updatePeriod" },
  ];
}

function longest(waits: Wait[], floors: Wait[]): Wait {
  return [...waits, ...floors].reduce((a, b) => (b.seconds > a.seconds ? b : a));
}

/** Seconds or an HTTP date; what is neither, or past, is no floor. However long, it is kept. */
export function retryTime(now: Temporal.Instant, header: string | null): Temporal.Instant | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) {
    const seconds = Math.min(Number(text), longestRetry);
    return seconds === 0 ? null : now.add({ seconds });
  }
  const date = parseHttpDate(text);
  return date && Temporal.Instant.compare(date, now) > 0 ? date : null;
}

/** Moved out of the hours and days (GMT) in which the feed asks to be left alone. */
function skipSleep(at: Temporal.Instant, { skipHours, skipDays }: PollHints): Temporal.Instant {
  if (skipHours.length + skipDays.length === 0) return at;
  if (new Set(skipHours).size >= 24 || new Set(skipDays).size >= 7) return at;
  let moment = at.toZonedDateTimeISO("UTC");
  while (skipHours.includes(moment.hour) || skipDays.includes(moment.dayOfWeek)) {
    moment = moment.add({ hours: 1 }).round({ smallestUnit: "hour", roundingMode: "floor" });
  }
  return moment.toInstant();
}

/** Seconds between two arrivals, usually; 0 where it is not known yet. Newest first. */
export function usualGap(arrivals: readonly number[]): number {
  const gaps = arrivals.slice(1).map((at, i) => (arrivals[i] ?? at) - at);
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
}

function clamp(number: number, least: number, most: number): number {
  return Math.min(Math.max(number, least), most);
}
