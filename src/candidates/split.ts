// Editors say that part of a stack is another story. No machine puts it back.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { addAudits } from "#editors/audit.ts";
import type { Operation } from "#editors/operations.ts";
import { told } from "#editors/told.ts";
import { linkPairs } from "./link.ts";
import { changeCandidates, changeStack, checkOpen, requireStack } from "./stack-change.ts";
import { addStack, listMembers, type Stack } from "./stack-store.ts";
import type { Candidate } from "./store.ts";

/**
 * Takes candidates out into a new stack, undecided, whatever the old one is. Copies of a headline go
 * where the first of them goes, unless they are what is taken out. Run inside a transaction.
 * Problems: not-found, wrong-state, stale-version, claimed; invalid-input where a candidate is not in
 * the stack, or nothing would remain.
 */
export async function splitStack(
  db: Db,
  operation: Operation,
  id: number,
  wanted: { candidates: readonly number[]; version?: number | undefined },
): Promise<{ from: Stack; made: Stack }> {
  const stack = await requireStack(db, operation, id);
  checkOpen(stack, "split", { from: ["new", "accepted", "rejected"], version: wanted.version });
  const { taken, left } = partition(id, await listMembers(db, [id]), wanted.candidates);
  const made = await openStack(db, operation, stack, taken);
  await takeOut(db, operation, taken, made.id);
  const ids = (members: readonly Candidate[]): number[] => members.map((one) => one.id);
  await linkPairs(db, operation, ids(taken), ids(left), "cannot");
  const from = await changeStack(db, operation, stack, {
    topics: topicsOf(left),
    leadId: leadOf(left, stack.leadId),
    ...(stack.state === "new" ? { rankedBy: 0 } : {}),
  });
  return { from, made };
}

function partition(
  id: number,
  members: readonly Candidate[],
  wanted: readonly number[],
): { taken: Candidate[]; left: Candidate[] } {
  const stranger = wanted.find((one) => !members.some((member) => member.id === one));
  if (stranger !== undefined) {
    throw new Problem(
      "invalid-input",
      `body/candidates has ${stranger}, which is not in stack ${id}.`,
    );
  }
  const goes = ({ id, duplicateOf }: Candidate): boolean =>
    wanted.includes(id) || (duplicateOf !== null && wanted.includes(duplicateOf));
  const [taken, left] = [members.filter(goes), members.filter((one) => !goes(one))];
  if (left.length > 0) return { taken, left };
  throw new Problem("invalid-input", `body/candidates would leave nothing in stack ${id}.`);
}

/** In the trail the new stack was a shell, merged into the old one: so undoing it makes it that. */
async function openStack(
  db: Db,
  { id: operation, at, actor, act }: Operation,
  from: Stack,
  taken: readonly Candidate[],
): Promise<Stack> {
  const made = await addStack(db, {
    leadId: leadOf(taken, null),
    topics: topicsOf(taken),
    firstSeenAt: taken[0]?.firstSeenAt ?? from.firstSeenAt,
  });
  const names = Object.keys(made).filter((name) => name !== "id") as (keyof Stack)[];
  await addAudits(db, [
    {
      ...{ at, actor, act, operation, subject: `stack:${made.id}` },
      before: { state: "merged", mergedInto: from.id },
      after: told(made, names),
    },
  ]);
  return made;
}

async function takeOut(
  db: Db,
  operation: Operation,
  taken: readonly Candidate[],
  stackId: number,
): Promise<void> {
  const ids = taken.map(({ id }) => id);
  const isCopy = ({ duplicateOf }: Candidate): boolean =>
    duplicateOf !== null && ids.includes(duplicateOf);
  const byHand = { stackId, stackScore: null, stackTerms: null };
  const undecided = { state: "new", decidedAt: null, decidedBy: null, reason: null } as const;
  const stories = taken.filter((one) => !isCopy(one));
  await changeCandidates(db, operation, stories, { ...byHand, ...undecided, duplicateOf: null });
  await changeCandidates(db, operation, taken.filter(isCopy), byHand);
}

function leadOf(members: readonly Candidate[], current: number | null): number {
  if (current !== null && members.some(({ id }) => id === current)) return current;
  const lead = members.find(({ state }) => state !== "duplicate") ?? members[0];
  if (!lead) throw new Error("a stack without candidates has no lead");
  return lead.id;
}

function topicsOf(members: readonly Candidate[]): string[] {
  return [...new Set(members.flatMap(({ topics }) => topics))];
}
