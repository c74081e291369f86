import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import { addEvents } from "#editors/events.ts";
import { stackEvents } from "./stacking-events.ts";
import { lockStacking, takeWaiting } from "./stacking-store.ts";
import { addStacksFor, putIntoStacks, setTitleKeys } from "./stacking-write-store.ts";

/**
 * Gives the first that waits a stack of its own without comparing it, so that a bug of ours in one
 * story keeps neither it nor others from the editors. Its number; null where there is none to take.
 */
export async function setAside(
  { db, clock }: { db: Db; clock: Clock },
  only: readonly number[] | undefined,
): Promise<number | null> {
  return db.transaction(async (db) => {
    await lockStacking(db);
    const [one] = await takeWaiting(db, { only, limit: 1 });
    if (!one) return null;
    const { id, stackId } = one;
    if (stackId !== null) await setTitleKeys(db, [{ id, key: null }]);
    else {
      const made = [...(await addStacksFor(db, [id])).values()];
      const bare = { key: null, duplicate_of: null, score: null, terms: null };
      await putIntoStacks(
        db,
        made.map((stack) => ({ id, stack, ...bare })),
      );
      await addEvents(db, stackEvents(clock(), { made, grown: [], shells: [] }));
    }
    return id;
  });
}
