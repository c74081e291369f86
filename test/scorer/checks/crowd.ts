// Check 13: fifty sources on one host.

import { setTimeout as delay } from "node:timers/promises";
import { systemClock } from "#base/clock.ts";
import { gaps } from "../oracle.ts";
import type { Seen } from "../origin.ts";
import { stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass, type Subject, type World } from "../world.ts";

const crowdSize = 50;
const few = 4;

/**
 * Spacing twice: for six hours by the virtual clock, which stands still while a poll goes on, so
 * that the distance is exactly the host's slots in the database; and once by the real clock, from
 * arrival to arrival, where the network's time adds to it.
 */
export const crowd: Check = {
  number: 13,
  title: "one host is asked one thing at a time",
  weight: 8,
  run: async (world) => {
    const { origin } = world;
    const reader = await world.open(subjectsOf(world, "v", crowdSize));
    await pass(world, reader, { hours: 6 });
    const log = [...origin.log];
    const spacing = Math.min(...gaps(log)) * 60;
    const together = Math.max(...log.map(({ underway }) => underway + 1));
    const minutes = spread(log.slice(crowdSize));
    await reader.close();
    const real = await realSpacing(world);
    const faults: string[] = [];
    if (together > 1 || real.together > 1)
      faults.push(`${Math.max(together, real.together)} at once`);
    if (spacing < 1) faults.push(`${spacing.toFixed(3)} s apart by the clock of the slots`);
    if (real.ms < 1_000) faults.push(`${Math.round(real.ms)} ms apart by the real clock`);
    if (minutes.fullest > 0.2 || minutes.fixed > 0) {
      faults.push(`${minutes.fixed} sources keep to a minute, one minute has ${minutes.fullest}`);
    }
    const saw = `${log.length} requests of ${crowdSize} sources, ${together} at once, ${spacing.toFixed(2)} s apart or more (${(real.ms / 1000).toFixed(2)} s by the real clock), spread over ${minutes.count} minutes of the hour, ${Math.round(minutes.fullest * 100)} % in the fullest`;
    return { saw, faults };
  },
};

/** Minutes of the hour in which it was asked; `fixed` sources have one that is always theirs. */
function spread(log: readonly Seen[]): { count: number; fullest: number; fixed: number } {
  const minute = ({ at }: Seen): number => at.toZonedDateTimeISO("UTC").minute;
  const perMinute = [...Map.groupBy(log, minute).values()].map((seen) => seen.length);
  const perSource = [...Map.groupBy(log, ({ path }) => path).values()];
  const fixed = perSource.filter((seen) => new Set(seen.map(minute)).size < seen.length / 2);
  const fullest = Math.max(0, ...perMinute) / Math.max(1, log.length);
  return { count: perMinute.length, fullest, fixed: fixed.length };
}

async function realSpacing(world: World): Promise<{ ms: number; together: number }> {
  const { origin } = world;
  const seen = () => origin.log.filter(({ path }) => path.startsWith("/r"));
  const reader = await world.open(subjectsOf(world, "r", few), systemClock);
  const until = performance.now() + 20_000;
  while (seen().length < few && performance.now() < until) {
    await reader.poll();
    await delay(20);
  }
  const log = seen();
  const waits = log.slice(1).map(({ realMs }, i) => realMs - (log[i]?.realMs ?? 0));
  return {
    ms: log.length < few ? 0 : Math.min(...waits),
    together: Math.max(...log.map(({ underway }) => underway + 1)),
  };
}

function subjectsOf({ origin }: World, letter: string, count: number): Subject[] {
  return Array.from({ length: count }, (_, n) => {
    const path = `/${letter}${n}`;
    origin.script(path, () => ({ body: stories(1), headers: { etag: `"${n}"` } }));
    return { id: `${letter}${n}`, path, host: "crowd.example", minimum_interval_minutes: 60 };
  });
}
