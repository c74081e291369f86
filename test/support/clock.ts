import type { Clock } from "#base/clock.ts";

/** A clock that tests set. */
export type TestClock = Clock & {
  set: (at: string) => void;
  advance: (by: Temporal.DurationLike) => void;
};

export function testClock(at: string): TestClock {
  let now = Temporal.Instant.from(at);
  return Object.assign(() => now, {
    set: (to: string) => {
      now = Temporal.Instant.from(to);
    },
    advance: (by: Temporal.DurationLike) => {
      now = now.add(by);
    },
  });
}
