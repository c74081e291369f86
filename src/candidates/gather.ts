// Polls what is due and stores what it brought.

import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Topic } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import type { Breaker } from "#sources/breaker.ts";
import { claimSources } from "#sources/claim-store.ts";
import { finishPolls } from "#sources/finish-store.ts";
import type { PollingPolicy } from "#sources/next-poll.ts";
import type { Lease } from "#sources/poll-store.ts";
import type { PollOutcome, Reader } from "#sources/read-source.ts";
import { finishTogether } from "./finish-together.ts";
import { heartbeat, sweeper } from "./keep-leases.ts";
import { pollSource } from "./poll-source.ts";
import type { Added } from "./store.ts";

export type Gather = {
  db: Db;
  clock: Clock;
  /** Leases and slots go by the database's clock; false in tests, whose clock is their own. */
  byDatabaseClock: boolean;
  log: Log;
  reader: Reader;
  breaker: Breaker;
  topics: readonly Topic[];
  policy: PollingPolicy;
  concurrency: number;
};

export type Polled = {
  source: string;
  outcome: PollOutcome | "held";
  detail: string | null;
  items: number;
} & Added;

export type GatherOptions = {
  /** These sources, due or not; what is due otherwise. */
  only?: readonly string[] | undefined;
  onPolled?: (polled: Polled) => void;
  /** Takes no more sources from then on. */
  signal?: AbortSignal;
};

const heartbeatMs = 30_000;
/** Between two looks for work while something is still under way. */
const lookMs = 250;
/** How long sources asked for by name wait for their hosts. */
const patienceMs = 20_000;

/**
 * Polls until nothing is due any more, `concurrency` at once, one a host. What fails is backed off,
 * and the others go on.
 */
export async function gather(gather: Gather, options: GatherOptions = {}): Promise<Polled[]> {
  const token = randomUUID();
  const polled: Polled[] = [];
  const left = options.only && new Set(options.only);
  const underway = new Set<Promise<void>>();
  const beat = setInterval(() => void heartbeat(gather, token), heartbeatMs);
  const deadline = performance.now() + patienceMs;
  const sweep = sweeper(gather);
  const { db, byDatabaseClock } = gather;
  const finish = finishTogether((endings) => finishPolls(db, endings, byDatabaseClock));
  // A claim costs more than a poll of something unchanged does: it takes several sources at once,
  // and of many not all, so that the first are downloaded while the next are claimed.
  const batch = Math.ceil(gather.concurrency / 4);
  const most = Math.max(batch, 16);
  let wake = (): void => {};
  try {
    for (;;) {
      await sweep();
      const room = Math.min(most, gather.concurrency - underway.size);
      const leases = options.signal?.aborted ? [] : await claim(gather, token, room, left);
      for (const lease of leases) start(lease);
      if (underway.size > 0) await pause(leases.length === room);
      else if (left?.size && performance.now() < deadline) await delay(lookMs);
      else break;
    }
  } finally {
    await Promise.all(underway);
    clearInterval(beat);
  }
  return [...polled, ...heldBack(left)];

  function start(lease: Lease): void {
    left?.delete(lease.source.id);
    const turn = pollSource({ ...gather, finish }, lease).then((result) => {
      polled.push(result);
      options.onPolled?.(result);
      underway.delete(turn);
      wake();
    });
    underway.add(turn);
  }

  /** Until there is room for a batch and more to fill it, or nothing under way, or time to look. */
  async function pause(isMore: boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, lookMs);
    wake = () => {
      const room = gather.concurrency - underway.size;
      if (underway.size === 0 || (isMore && room >= batch)) resolve();
    };
    wake();
    await promise;
    clearTimeout(timer);
  }
}

async function claim(
  { db, clock, byDatabaseClock }: Gather,
  token: string,
  limit: number,
  left: ReadonlySet<string> | undefined,
): Promise<Lease[]> {
  if (limit <= 0 || left?.size === 0) return [];
  const at = byDatabaseClock ? null : clock();
  return claimSources(db, { at, token, limit, only: left && [...left] });
}

function heldBack(left: ReadonlySet<string> | undefined): Polled[] {
  return [...(left ?? [])].map((source) => ({
    ...{ source, outcome: "held" as const, items: 0, added: 0, changed: 0 },
    detail: "its host is being polled, or asked to be left alone for now",
  }));
}
