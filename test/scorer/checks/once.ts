import { isConditional } from "../oracle.ts";
import { exactServer, stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass, type World } from "../world.ts";

const days = 21;
const probeDays = 8;

/** Check 1. A feed that has news every other day, one found by discovery, and one that has no news at all. */
export const once: Check = {
  number: 1,
  title: "one unconditional request",
  weight: 10,
  run: async (world) => {
    const { origin, clock } = world;
    const began = clock();
    const newsEvery = (hours: number) =>
      exactServer(({ at }) => {
        const n = 1 + Math.floor(began.until(at).total("hours") / hours);
        return { body: stories(n), headers: { etag: `"v${n}"` } };
      });
    origin.script("/news", newsEvery(48));
    origin.script("/found", newsEvery(36));
    origin.script("/silent", newsEvery(days * 48));
    const subjects = [
      { id: "news", path: "/news" },
      { id: "silent", path: "/silent" },
    ];
    const reader = await world.open(subjects);
    await pass(world, reader, { hours: 30 });
    await reader.restart();
    await reader.refresh("news");
    await reader.discover({ id: "found", path: "/found" }, origin.url("/found"));
    await pass(world, reader, { hours: 100 });
    await reader.refresh("news");
    await reader.restart();
    await pass(world, reader, { hours: days * 24 - 130 });
    return judge(world);
  },
};

function judge({ origin }: World): { saw: string; faults: string[] } {
  const [news, found, silent] = ["/news", "/found", "/silent"].map((path) => {
    const log = origin.at(path);
    return { all: log.length, bare: log.filter((seen) => !isConditional(seen)).length };
  });
  const faults: string[] = [];
  if (news?.bare !== 1) faults.push(`${news?.bare} unconditional requests for one feed`);
  if (found?.bare !== 1 || found.all < 10) {
    faults.push(`${found?.bare} unconditional of ${found?.all} requests for a discovered feed`);
  }
  // A server may say 304 for years by mistake; more than this is needless all the same.
  const probes = (silent?.bare ?? 0) - 1;
  if (probes > Math.floor(days / probeDays)) faults.push(`${probes} probes of a silent feed`);
  const saw = `${days} days, 2 restarts, 2 polls by hand: ${news?.bare} of ${news?.all} unconditional, discovery included ${found?.bare} of ${found?.all}; a feed silent all that time: ${silent?.bare} of ${silent?.all} (a probe each ${probeDays} days of silence is allowed)`;
  return { saw, faults };
}
