// A gatherer keeps its own leases and ends those of gatherers that died.

import { renewLeases, sweepLeases } from "#sources/poll-store.ts";
import type { Gather } from "./gather.ts";

/** Between two looks for leases that ran out, which takes them ninety seconds. */
const sweepMs = 5_000;

/** Looks for leases that ran out: at its first call, and then every so often. */
export function sweeper({ db, clock, byDatabaseClock, log }: Gather): () => Promise<void> {
  let next = 0;
  return async () => {
    if (performance.now() < next) return;
    next = performance.now() + sweepMs;
    const lost = await sweepLeases(db, byDatabaseClock ? null : clock());
    for (const source of lost) log.warn({ source }, "poll was lost");
  };
}

/** Prolongs what the gatherer of `token` holds; one that fails is made good by the next. */
export async function heartbeat(
  { db, clock, byDatabaseClock, log }: Gather,
  token: string,
): Promise<void> {
  try {
    await renewLeases(db, byDatabaseClock ? null : clock(), token);
  } catch (err) {
    log.warn({ err }, "leases not renewed");
  }
}
