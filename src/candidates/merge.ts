// Editors say that several stacks are one story. No machine undoes it.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Operation } from "#editors/operations.ts";
import { linkPairs } from "./link.ts";
import { changeCandidates, changeStack, checkOpen, requireStacks } from "./stack-change.ts";
import { listMembers, type Stack } from "./stack-store.ts";

/**
 * Moves the candidates of the new stacks `others` into `id`, whose state they take, and what they are
 * to cite with them; what was written of the story keeps its own list of sources. Run inside a
 * transaction. Problems: not-found, wrong-state, stale-version, claimed, invalid-input.
 */
export async function mergeStacks(
  db: Db,
  operation: Operation,
  id: number,
  { others, version }: { others: readonly number[]; version?: number | undefined },
): Promise<Stack> {
  if (others.includes(id)) {
    throw new Problem(
      "invalid-input",
      `body/stacks has ${id}, the stack that they are merged into.`,
    );
  }
  const [target, ...merged] = await requireStacks(db, operation, [id, ...others]);
  if (!target) throw new Error(`stack ${id} was neither found nor missed`);
  checkOpen(target, "merge", { from: ["new", "accepted", "rejected"], version });
  for (const stack of merged) checkOpen(stack, "merge into another", { from: ["new"] });

  await moveInto(db, operation, target, others);
  for (const stack of merged) {
    await changeStack(db, operation, stack, { state: "merged", mergedInto: id });
  }
  const leads = merged.map(({ leadId }) => leadId);
  await linkPairs(db, operation, [target.leadId], leads, "must");
  const all = [target, ...merged];
  return changeStack(db, operation, target, {
    topics: [...new Set(all.flatMap(({ topics }) => topics))],
    related: [...new Set(all.flatMap(({ related }) => related))],
    firstSeenAt: all.map(({ firstSeenAt }) => firstSeenAt).reduce(earlier),
    ...(target.state === "new" ? { rankedBy: 0 } : {}),
  });
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}

async function moveInto(
  db: Db,
  operation: Operation,
  target: Stack,
  others: readonly number[],
): Promise<void> {
  const members = await listMembers(db, others);
  const { id: stackId, state, decidedAt, decidedBy, reason } = target;
  const byHand = { stackId, stackScore: null, stackTerms: null };
  const duplicates = members.filter((one) => one.state === "duplicate");
  const rest = members.filter((one) => one.state !== "duplicate");
  if (state === "merged") throw new Error(`stack ${stackId} is merged and was taken as a target`);
  await changeCandidates(db, operation, rest, { ...byHand, state, decidedAt, decidedBy, reason });
  await changeCandidates(db, operation, duplicates, byHand);
}
