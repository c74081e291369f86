// Check 17: two replicas.

import { gaps, isConditional, validatorFaults } from "../oracle.ts";
import { exactServer, stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass } from "../world.ts";

export const replicas: Check = {
  number: 17,
  title: "two replicas look like one reader",
  weight: 3,
  run: async (world) => {
    const { origin } = world;
    const ids = Array.from({ length: 6 }, (_, n) => `t${n}`);
    for (const id of ids) {
      origin.script(
        `/${id}`,
        exactServer(() => ({ body: stories(1), headers: { etag: `"${id}"` } })),
      );
    }
    const one = await world.open(
      ids.map((id) => ({
        id,
        path: `/${id}`,
        host: "twins.example",
        minimum_interval_minutes: 60,
      })),
    );
    const { reader: other, note } = await one.twin();
    try {
      await pass(world, [one, other], { hours: 24 });
    } finally {
      await other.close();
    }
    const bare = origin.log.filter((seen) => !isConditional(seen)).length;
    const least = Math.min(...ids.flatMap((id) => gaps(origin.at(`/${id}`))));
    const together = Math.max(...origin.log.map(({ underway }) => underway + 1));
    const faults = validatorFaults(origin.log);
    if (bare !== ids.length) faults.push(`${bare} unconditional requests for ${ids.length} feeds`);
    if (least < 60) faults.push(`${least.toFixed(1)} minutes between two requests for one feed`);
    if (together > 1) faults.push(`${together} requests at once to one host`);
    const saw = `${note}: ${origin.log.length} requests, ${bare} unconditional for ${ids.length} feeds, ${Math.round(least)} min apart or more`;
    return { saw, faults };
  },
};
