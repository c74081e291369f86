// Having a story in hand, and with it the entry that it has become.

import { Problem } from "#base/problem.ts";
import { findStack } from "#candidates/stack-store.ts";
import type { Db } from "#db/types.ts";
import { checkClaim, releaseClaim, takeClaim } from "#editors/claims.ts";
import type { Actor } from "#http/actor.ts";
import { requireEntry } from "./change.ts";
import type { Desk } from "./draft.ts";
import { type Held, type Holding, holdLocked } from "./hold.ts";
import { findLiveEntryOfStack } from "./store.ts";

/** As `holdEntry` for its entry. Problems: not-found, wrong-state, claimed. */
export function holdStack(
  desk: Desk,
  actor: Actor,
  stackId: number,
  holding: Omit<Holding, "token"> = {},
): Promise<Held> {
  return desk.db.transaction(async (db) => {
    await requireWhole(db, stackId);
    const live = await findLiveEntryOfStack(db, stackId);
    if (!live) {
      const { claim } = await takeClaim(db, actor, `stack:${stackId}`, holding);
      return { claim, rescued: null };
    }
    // The entry before the claim, as every act on both locks them.
    const entry = await requireEntry(db, String(live.id), { lock: true });
    return holdLocked(db, { at: desk.clock(), actor }, entry, holding);
  });
}

export function letGoStack(desk: Desk, actor: Actor, stackId: number): Promise<void> {
  return desk.db.transaction(async (db) => {
    await requireWhole(db, stackId);
    const subject = `stack:${stackId}`;
    if (!(await releaseClaim(db, actor, subject))) await checkClaim(db, actor, subject);
  });
}

async function requireWhole(db: Db, id: number): Promise<void> {
  const stack = await findStack(db, id);
  if (!stack) throw new Problem("not-found", `There is no stack ${id}.`);
  if (stack.state !== "merged") return;
  throw new Problem("wrong-state", `Stack ${id} was merged into ${stack.mergedInto}.`, {
    extra: { state: "merged", merged_into: stack.mergedInto },
  });
}
