// Every change of stacks and their candidates by an editor: guarded, with an audit row for each row
// changed, so that an undo can put it back and the trail can be replayed.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { addAudits } from "#editors/audit.ts";
import { checkClaim } from "#editors/claims.ts";
import type { Operation } from "#editors/operations.ts";
import { told } from "#editors/told.ts";
import {
  type CandidateChange,
  lockStacks,
  type NewStack,
  type Stack,
  type StackState,
  updateCandidates,
  updateStack,
} from "./stack-store.ts";
import type { Candidate } from "./store.ts";

/**
 * The stacks, locked, in the order of `ids`. Problems: not-found; wrong-state for one that was merged,
 * with where it went; claimed, where somebody else has one of them in hand.
 */
export async function requireStacks(
  db: Db,
  operation: Operation,
  ids: readonly number[],
): Promise<Stack[]> {
  const locked = new Map((await lockStacks(db, ids)).map((stack) => [stack.id, stack]));
  const found = ids.map((id) => {
    const stack = locked.get(id);
    if (!stack) throw new Problem("not-found", `There is no stack ${id}.`);
    if (stack.state !== "merged") return stack;
    throw new Problem("wrong-state", `Stack ${id} was merged into ${stack.mergedInto}.`, {
      extra: { state: "merged", merged_into: stack.mergedInto },
    });
  });
  for (const id of locked.keys()) await checkClaim(db, operation.actor, `stack:${id}`);
  return found;
}

export async function requireStack(db: Db, operation: Operation, id: number): Promise<Stack> {
  const [stack] = await requireStacks(db, operation, [id]);
  if (!stack) throw new Error(`stack ${id} was neither found nor missed`);
  return stack;
}

/** Problems: wrong-state and stale-version, each with what it is now. */
export function checkOpen(
  stack: Stack,
  act: string,
  { from, version }: { from: readonly StackState[]; version?: number | undefined },
): void {
  const { id, state, decidedBy } = stack;
  if (!from.includes(state)) {
    const by = decidedBy ? ` by ${decidedBy}` : "";
    throw new Problem(
      "wrong-state",
      `Stack ${id} is already ${state}${by}; ${act} is open when it is ${from.join(" or ")}.`,
      { extra: { state, decided_by: decidedBy, version: stack.version } },
    );
  }
  if (version === undefined || version === stack.version) return;
  throw new Problem(
    "stale-version",
    `Stack ${id} was changed after the version you saw; read it again and repeat your act.`,
    { extra: { version: stack.version } },
  );
}

/** Of a stack that the caller holds locked. */
export async function changeStack(
  db: Db,
  { id: operation, at, actor, act }: Operation,
  stack: Stack,
  set: Partial<NewStack>,
): Promise<Stack> {
  const guard = { id: stack.id, version: stack.version, from: [stack.state] };
  const changed = await updateStack(db, guard, set);
  if (!changed) throw new Error(`stack ${stack.id} changed while it was locked`);
  const names = Object.keys(set) as (keyof Stack)[];
  const [before, after] = [told(stack, names), told(changed, names)];
  const reason = set.reason ? { reason: set.reason } : {};
  const subject = `stack:${stack.id}`;
  await addAudits(db, [{ at, actor, act, operation, subject, before, after, ...reason }]);
  return changed;
}

/** All alike; `candidates` are of stacks that the caller holds locked. */
export async function changeCandidates(
  db: Db,
  { id: operation, at, actor, act }: Operation,
  candidates: readonly Candidate[],
  set: CandidateChange,
): Promise<Candidate[]> {
  const before = new Map(candidates.map((one) => [one.id, one]));
  const changed = await updateCandidates(db, [...before.keys()], set);
  const names = Object.keys(set) as (keyof CandidateChange)[];
  await addAudits(
    db,
    changed.map((one) => ({
      ...{ at, actor, act, operation, subject: `candidate:${one.id}` },
      before: told(before.get(one.id) ?? one, names),
      after: told(one, names),
    })),
  );
  return changed;
}
