// A stack is decided as a whole: accepted, rejected, or taken up again.

import type { Db } from "#db/types.ts";
import type { Operation } from "#editors/operations.ts";
import { changeCandidates, changeStack, checkOpen, requireStack } from "./stack-change.ts";
import { listMembers, type Stack, type StackState } from "./stack-store.ts";
import type { Candidate } from "./store.ts";

export type Decided = { stack: Stack; candidates: Candidate[] };

/**
 * Decides a new stack with all its candidates. Run inside a transaction. `duplicateOf` is the archive
 * id of the entry that has the story already. Problems: not-found, wrong-state (with state and
 * decided_by), stale-version, claimed.
 */
export async function decideStack(
  db: Db,
  operation: Operation,
  id: number,
  decision: {
    state: "accepted" | "rejected";
    reason: string | null;
    version?: number | undefined;
    duplicateOf?: string | null;
  },
): Promise<Decided> {
  const stack = await requireStack(db, operation, id);
  checkOpen(stack, operation.act, { from: ["new"], version: decision.version });
  const { state, reason, duplicateOf = null } = decision;
  const decided = { decidedAt: operation.at, decidedBy: operation.actor.id, reason };
  return changeWhole(
    db,
    operation,
    stack,
    { state, ...decided },
    { duplicateOf, snoozedUntil: null },
  );
}

/**
 * Makes it new again. Run inside a transaction. An accepted stack is reopened by discarding its entry
 * only: the caller names the states it may come from.
 */
export async function reopenStack(
  db: Db,
  operation: Operation,
  id: number,
  from: readonly StackState[] = ["rejected", "expired"],
): Promise<Decided> {
  const stack = await requireStack(db, operation, id);
  checkOpen(stack, operation.act, { from });
  const undecided = { decidedAt: null, decidedBy: null, reason: null };
  return changeWhole(db, operation, stack, { state: "new", ...undecided }, { duplicateOf: null });
}

/** The stack and its candidates alike; those that are duplicates of another stay so. */
async function changeWhole(
  db: Db,
  operation: Operation,
  stack: Stack,
  both: Pick<Stack, "decidedAt" | "decidedBy" | "reason"> & {
    state: "new" | "accepted" | "rejected";
  },
  own: Partial<Stack>,
): Promise<Decided> {
  const changed = await changeStack(db, operation, stack, { ...both, ...own });
  const members = await listMembers(db, [stack.id]);
  const alike = members.filter(({ state }) => state === stack.state);
  await changeCandidates(db, operation, alike, both);
  return { stack: changed, candidates: await listMembers(db, [stack.id]) };
}
