// Accepting a candidate is accepting its story, with that candidate's headline.

import { type Stacking, stackNew } from "#candidates/stacking.ts";
import { requireCandidate, stackOf } from "#candidates/triage.ts";
import type { Actor } from "#http/actor.ts";
import { acceptStack } from "./accept.ts";
import type { Done } from "./change.ts";
import type { Desk } from "./draft.ts";

export type Accepting = Desk & { stacking: Stacking };

/** Problems: those of `acceptStack`; unavailable where it came in this moment and is not stacked. */
export async function acceptCandidate(desk: Accepting, actor: Actor, id: number): Promise<Done> {
  for (;;) {
    const stackId = await findItsStack(desk, id);
    try {
      return await acceptStack(desk, actor, stackId, { lead: id });
    } catch (error) {
      // Refused of a stack that it had just left: merged or split by another editor.
      const now = await requireCandidate(desk.db, id);
      if (now.stackId === stackId) throw error;
    }
  }
}

async function findItsStack({ db, stacking }: Accepting, id: number): Promise<number> {
  const candidate = await requireCandidate(db, id);
  if (candidate.stackId !== null) return candidate.stackId;
  await stackNew(stacking, { only: [id] });
  return stackOf(await requireCandidate(db, id));
}
