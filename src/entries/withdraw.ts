// Taking back what is public.

import type { Actor } from "#http/actor.ts";
import { changeLocked, type Done, requireEntry } from "./change.ts";
import { checkLive } from "./correct.ts";
import { lockOpenCorrection } from "./correction-store.ts";
import type { Desk } from "./draft.ts";
import { bumpPublication } from "./publication-store.ts";
import { settleEntry } from "./settle.ts";
import type { Entry } from "./store.ts";
import { writeEntry } from "./write.ts";

export type Withdrawal = { reason: string; version?: number | undefined };

/**
 * It leaves every list, feed and digest at once; its archive id stays, and its page tells the reason.
 * A correction of it is given up with it. Repeating it with the same reason is harmless.
 */
export function withdrawEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  { reason, version }: Withdrawal,
): Promise<Done> {
  return desk.db.transaction(async (db) => {
    const entry = await requireEntry(db, ref, { lock: true });
    if (entry.state !== "withdrawn") checkLive(entry, "withdraw");
    return changeLocked(db, { at: desk.clock(), actor }, entry, {
      ...{ act: "withdraw", from: ["published"], version, reason },
      isDone: (entry) => isWithdrawn(entry) && entry.reason === reason,
      set: async (_, __, at) => ({ state: "withdrawn", reason, withdrawnAt: at }),
      follow: async (db, withdrawn, operation) => {
        const open = await lockOpenCorrection(db, entry.id);
        const given = { state: "withdrawn", withdrawnAt: operation.at } as const;
        if (open) {
          await writeEntry(db, operation, open, { act: "discard", set: given, reason });
          await settleEntry(db, operation, open);
        }
        await bumpPublication(db, [withdrawn]);
        await settleEntry(db, operation, withdrawn);
      },
    });
  });
}

/** Whether it had been public. */
function isWithdrawn({ state, publishedAt, corrects }: Entry): boolean {
  return state === "withdrawn" && publishedAt !== null && corrects === null;
}
