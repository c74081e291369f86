// Polls that end at about the same time end in one statement, as databases commit in groups.

import { setTimeout as delay } from "node:timers/promises";
import type { Ending } from "#sources/finish-store.ts";

/** False where the lease had run out. */
export type Finish = (ending: Ending) => Promise<boolean>;

type Waiting = PromiseWithResolvers<boolean> & { ending: Ending };

/** How long the first waits for others; those that follow wait for the statement before theirs. */
const lingerMs = 10;
const most = 64;

/** `finish` ends several in one statement and gives the ids of the sources done. */
export function finishTogether(
  finish: (endings: readonly Ending[]) => Promise<ReadonlySet<string>>,
): Finish {
  let waiting: Waiting[] = [];
  let isBusy = false;

  return (ending) => {
    const one = { ...Promise.withResolvers<boolean>(), ending };
    waiting.push(one);
    if (!isBusy) void work();
    return one.promise;
  };

  async function work(): Promise<void> {
    isBusy = true;
    await delay(lingerMs);
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await settle(batch);
    }
    isBusy = false;
  }

  /** What the database refuses of one costs the others nothing: they end one by one. */
  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const done = await finish(batch.map(({ ending }) => ending));
      for (const { ending, resolve } of batch) resolve(done.has(ending.lease.source.id));
    } catch (err) {
      if (batch.length === 1) batch[0]?.reject(err);
      else for (const one of batch) await settle([one]);
    }
  }
}
