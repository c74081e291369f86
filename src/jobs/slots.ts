// When a cron expression was due. node-cron knows whether a minute matches; the walk is ours.

import { createTask } from "node-cron";
import { toDate } from "#base/clock.ts";

export type Matches = (minute: Temporal.Instant) => boolean;

/** A five-field cron expression in a time zone, as a test of a minute. */
export function cronMatcher(cron: string, timeZone: string): Matches {
  const task = createTask(cron, () => {}, { timezone: timeZone });
  return (minute) => task.match(toDate(minute));
}

/** The latest matching minute in (`after`, `upTo`], or null. */
export function latestSlot(
  matches: Matches,
  after: Temporal.Instant,
  upTo: Temporal.Instant,
): Temporal.Instant | null {
  let minute = upTo.round({ smallestUnit: "minute", roundingMode: "floor" });
  while (Temporal.Instant.compare(minute, after) > 0) {
    if (matches(minute)) return minute;
    minute = minute.subtract({ minutes: 1 });
  }
  return null;
}
