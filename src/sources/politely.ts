// One request outside a poll: it waits for its host's turn like any poll, and holds it meanwhile.

import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Download } from "#net/outcome.ts";
import { pollingHost } from "./host.ts";
import { freeHost, takeHost } from "./host-store.ts";

const spacingSeconds = 1;
const patienceMs = 20_000;
const lookMs = 250;

/** Throws Problem "unavailable" where the host's turn does not come within twenty seconds. */
export function politely(
  { db, clock, byDatabaseClock }: { db: Db; clock: Clock; byDatabaseClock: boolean },
  download: (url: string) => Promise<Download>,
): (url: string) => Promise<Download> {
  const moment = (): Temporal.Instant | null => (byDatabaseClock ? null : clock());
  return async (url) => {
    // What is no web address is refused by the download itself.
    if (!URL.canParse(url)) return download(url);
    const host = pollingHost(url);
    const token = randomUUID();
    const deadline = performance.now() + patienceMs;
    while (!(await takeHost(db, host, token, moment()))) {
      if (performance.now() > deadline) {
        throw new Problem("unavailable", `${host} is being asked, or asked to be left alone.`);
      }
      await delay(lookMs);
    }
    try {
      return await download(url);
    } finally {
      await freeHost(db, host, token, moment(), spacingSeconds);
    }
  };
}
