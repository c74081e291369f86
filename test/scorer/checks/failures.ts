// Checks 10 and 11: what fails, and what is gone.

import { gaps } from "../oracle.ts";
import type { Sent } from "../origin.ts";
import { stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass } from "../world.ts";

const day = 24 * 60;
const failures = 7;
const feed: Sent = { body: stories(1) };
/** A wait is up to a tenth longer than meant, so that the next may be that much shorter. */
const jitter = 1.1;

export const errors: Check = {
  number: 10,
  title: "errors back off and are not retried at once",
  weight: 6,
  run: async (world) => {
    const { origin } = world;
    const failing: Record<string, Sent> = { error: { status: 500 }, hang: { drop: true } };
    for (const [id, answer] of Object.entries(failing)) {
      origin.script(`/${id}`, ({ nth }) => (nth < failures ? answer : feed));
    }
    const reader = await world.open(Object.keys(failing).map((id) => ({ id, path: `/${id}` })));
    await pass(world, reader, { hours: 72 });
    const told: string[] = [];
    const faults = Object.keys(failing).flatMap((id) => {
      const waits = gaps(origin.at(`/${id}`));
      const [bad, good] = [waits.slice(0, failures), waits.slice(failures)];
      told.push(`${id} after ${bad.map((wait) => Math.round(wait)).join(", ")} min`);
      return [
        ...(bad.some((wait) => wait < 15) ? [`${id} was retried at once`] : []),
        ...(isNonDecreasing(bad) ? [] : [`${id}: the waits do not grow`]),
        ...((good[0] ?? day) > 60 ? [`${id}: slow after its recovery`] : []),
      ];
    });
    return { saw: told.join("; "), faults };
  },
};

export const gone: Check = {
  number: 11,
  title: "what is gone is asked weekly at most",
  weight: 5,
  run: async (world) => {
    const { origin } = world;
    const statuses = [404, 410, 401, 403];
    for (const status of statuses) {
      const headers = status === 401 ? { "www-authenticate": 'Basic realm="x"' } : {};
      origin.script(`/s${status}`, () => ({ status, headers }));
    }
    const reader = await world.open(statuses.map((n) => ({ id: `s${n}`, path: `/s${n}` })));
    await pass(world, reader, { hours: 30 * 24 });
    const then = origin.log.length;
    const counts = statuses.map((n) => `${n}: ${origin.at(`/s${n}`).length}`);
    await pass(world, reader, { hours: 28 * 24 });
    const late = origin.log.slice(then);
    const faults = statuses.flatMap((n) => {
      const asked = late.filter(({ path }) => path === `/s${n}`).length;
      const all = gaps(origin.at(`/s${n}`));
      return [
        ...(asked > 4 ? [`${n} was asked ${asked} times in the second month`] : []),
        ...(isNonDecreasing(all) ? [] : [`${n}: the waits do not grow`]),
      ];
    });
    if (origin.log.some(({ headers }) => headers.authorization)) faults.push("it sent credentials");
    return {
      saw: `requests in the first month ${counts.join(", ")}; in the four weeks after it ${late.length} in all`,
      faults,
    };
  },
};

function isNonDecreasing(waits: readonly number[]): boolean {
  return waits.every((wait, i) => i === 0 || wait * jitter >= (waits[i - 1] ?? 0));
}
