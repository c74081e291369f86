// Deciding a candidate is deciding its stack.

import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { operate } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import { decideStack } from "./decide.ts";
import { type Candidate, findCandidate } from "./store.ts";

/**
 * Rejects the whole story that it belongs to: it will not come back, also when a source changes it.
 * Problems: not-found, wrong-state, claimed.
 */
export async function rejectCandidate(
  desk: { db: Db; clock: Clock },
  actor: Actor,
  id: number,
  reason: string | null,
): Promise<{ candidate: Candidate; operation: string }> {
  const { result, operation } = await operate(desk, actor, "reject", async (db, operation) => {
    const stack = stackOf(await requireCandidate(db, id));
    await decideStack(db, operation, stack, { state: "rejected", reason });
    return requireCandidate(db, id);
  });
  return { candidate: result, operation };
}

export async function requireCandidate(db: Db, id: number): Promise<Candidate> {
  const found = await findCandidate(db, id);
  if (!found) throw new Problem("not-found", `There is no candidate ${id}.`);
  return found;
}

/** The story that a candidate belongs to. Problem unavailable, for the moment after it came in. */
export function stackOf({ id, stackId }: Candidate): number {
  if (stackId !== null) return stackId;
  throw new Problem("unavailable", `Candidate ${id} has just come in; try again in a few seconds.`);
}
