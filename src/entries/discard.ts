// Giving up what never was public.

import { reopenStack } from "#candidates/decide.ts";
import { lockStacks } from "#candidates/stack-store.ts";
import { checkClaim } from "#editors/claims.ts";
import type { Actor } from "#http/actor.ts";
import { changeLocked, type Done, requireEntry } from "./change.ts";
import { claimSubject } from "./claim-subject.ts";
import { openStates } from "./correction-store.ts";
import type { Desk } from "./draft.ts";
import { settleEntry } from "./settle.ts";
import type { Entry } from "./store.ts";

export type Discarding = { reason?: string | undefined; version?: number | undefined };

/**
 * The story it was accepted from is new again, so that nothing is lost; an archive id that it has
 * stays its own. Problems: not-found, stale-version, wrong-state, claimed.
 */
export function discardEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  { reason, version }: Discarding = {},
): Promise<Done> {
  return desk.db.transaction(async (db) => {
    const { stackId } = await requireEntry(db, ref);
    // The stack first, as every act on both locks them.
    if (stackId !== null) await lockStacks(db, [stackId]);
    const entry = await requireEntry(db, ref, { lock: true });
    return changeLocked(db, { at: desk.clock(), actor }, entry, {
      ...{ act: "discard", from: openStates, version, reason, instead },
      set: async (entry, db, at) => {
        await checkClaim(db, actor, claimSubject(entry));
        return { state: "withdrawn", withdrawnAt: at, ...(reason === undefined ? {} : { reason }) };
      },
      follow: async (db, discarded, operation) => {
        if (stackId !== null) await reopenStack(db, operation, stackId, ["accepted"]);
        await settleEntry(db, operation, discarded);
      },
    });
  });
}

function instead({ id, archiveId, state, corrects }: Entry): string | null {
  if (state !== "published" || corrects !== null) return null;
  return `take back what is public by POST /api/entries/${archiveId ?? id}/withdraw`;
}
