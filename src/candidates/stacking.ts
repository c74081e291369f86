// Puts candidates that came in, or whose source has changed them, into stacks: one story, one stack.

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import { type Comparing, readAround } from "./stacking-around.ts";
import { setAside } from "./stacking-aside.ts";
import { readNewcomers } from "./stacking-newcomers.ts";
import { placeAll } from "./stacking-place.ts";
import { isAnyWaiting, lockStacking, takeWaiting } from "./stacking-store.ts";
import { writePlaces } from "./stacking-write.ts";

export type Stacking = Comparing & { db: Db; clock: Clock; log: Log };

export type StackOptions = {
  /** These, where they wait. */
  only?: readonly number[];
  /** Takes no more from then on. */
  signal?: AbortSignal;
};

/** A transaction of so many holds nobody up for long, on PGlite the whole archive. */
const atOnce = 50;

/**
 * Stacks whatever waits, and tells how many candidates that were. Any number of replicas may do it at
 * once: they take turns. What an editor is changing at the moment waits for the next time.
 */
export async function stackNew(stacking: Stacking, options: StackOptions = {}): Promise<number> {
  let stacked = 0;
  for (let limit = atOnce; !options.signal?.aborted && (await isAnyWaiting(stacking.db)); ) {
    const turn = await takeTurn(stacking, options.only, limit);
    stacked += turn.placed;
    limit = turn.limit;
    if (turn.isLast) break;
    await nextTurn();
  }
  return stacked;
}

type Turn = { placed: number; limit: number; isLast: boolean };

/** Where several fail, each has its turn by itself; one that fails by itself is set aside. */
async function takeTurn(
  stacking: Stacking,
  only: readonly number[] | undefined,
  limit: number,
): Promise<Turn> {
  try {
    const { taken, placed } = await stackSome(stacking, only, limit);
    return { placed, limit, isLast: placed === 0 || taken < limit };
  } catch (err) {
    if (limit > 1) return { placed: 0, limit: 1, isLast: false };
    const candidate = await setAside(stacking, only);
    stacking.log.error({ err, candidate }, "candidate not compared");
    return { placed: candidate ? 1 : 0, limit: atOnce, isLast: !candidate };
  }
}

/** One transaction: whoever is killed in the middle has done nothing. */
async function stackSome(
  { db, clock, ...comparing }: Stacking,
  only: readonly number[] | undefined,
  limit: number,
): Promise<{ taken: number; placed: number }> {
  return db.transaction(async (db) => {
    await lockStacking(db);
    const waiting = await takeWaiting(db, { only, limit });
    if (waiting.length === 0) return { taken: 0, placed: 0 };
    const now = clock();
    const newcomers = await readNewcomers(waiting, comparing.entities, now);
    const { world, versions } = await readAround(db, newcomers, comparing);
    const places = placeAll(newcomers, world, comparing.thresholds);
    const placed = await writePlaces(db, now, { newcomers, versions, ...places });
    return { taken: waiting.length, placed };
  });
}
