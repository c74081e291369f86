// What the scorer is for: a reader such as many that publishers have to put up with.

import type { Clock } from "#base/clock.ts";
import type { OpenReader } from "./world.ts";

const every = { minutes: 20 };
/** After so many rounds it shows nothing new, and comes daily to be done sooner. */
const mostRounds = 60;

export const impolite: OpenReader = async (given, clock) => {
  const subjects = [...given];
  let nextAt = clock();
  let rounds = 0;
  return {
    poll: async () => {
      if (Temporal.Instant.compare(nextAt, clock()) > 0) return;
      nextAt = clock().add(rounds < mostRounds ? every : { hours: 24 });
      rounds += 1;
      await Promise.all(subjects.map(({ url }) => ask(url, clock)));
    },
    nextAt: async () => nextAt,
    refresh: async (id) => {
      for (const subject of subjects) if (subject.id === id) await ask(subject.url, clock);
    },
    discover: async (subject, url) => {
      await ask(url, clock);
      subjects.push({ ...subject, url });
    },
    restart: async () => {
      nextAt = clock();
    },
    twin: async () => ({ reader: await impolite(subjects, clock), note: "two of them" }),
    titles: async () => [],
    told: async () => ({ nextAt, why: "every twenty minutes" }),
    close: async () => {},
  };
};

/** Once more where it fails, and its icon each time. */
async function ask(url: string, clock: Clock): Promise<void> {
  if ((await get(url, clock)) >= 500) await get(url, clock);
  await get(new URL("/favicon.ico", url).href, clock);
}

async function get(url: string, clock: Clock): Promise<number> {
  const headers = { cookie: "a=1", referer: url, "cache-control": "no-cache", pragma: "no-cache" };
  try {
    const response = await fetch(`${url}?ts=${clock().epochMilliseconds}`, { headers });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 500;
  }
}
