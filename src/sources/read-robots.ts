import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import type { Reader } from "./read-source.ts";
import { robotsBody, robotsRule } from "./robots.ts";
import { findRobots, setRobots } from "./robots-store.ts";

const hoursKept = 24;
/** What could not be had is asked for again sooner. */
const hoursKeptOfFailure = 1;
/** Between robots.txt and the request that it was asked for. */
const politeMs = 1_000;

/** The rules of an address, from the database for a day and then asked for anew (RFC 9309 §2.4). */
export function openRobots(options: {
  db: Db;
  clock: Clock;
  download: Reader["download"];
  userAgent: string;
}): Reader["robots"] {
  const { db, clock, download, userAgent } = options;
  return async (url) => {
    const { origin } = new URL(url);
    const kept = await findRobots(db, origin);
    const age = kept?.fetchedAt.until(clock()).total("hours") ?? Number.POSITIVE_INFINITY;
    const limit = kept?.body === null ? hoursKeptOfFailure : hoursKept;
    if (kept && age < limit) return robotsRule(kept.body, url, userAgent);
    const answer = await download({ url: `${origin}/robots.txt`, validatorsFor: () => undefined });
    const body = robotsBody(answer);
    // A stale copy is better than none (§2.4), and tried anew at the next poll.
    if (body === null && kept && kept.body !== null) return robotsRule(kept.body, url, userAgent);
    await setRobots(db, { origin, body, fetchedAt: clock() });
    await delay(politeMs);
    return robotsRule(body, url, userAgent);
  };
}
