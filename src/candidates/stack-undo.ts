// Puts back what an act changed of stacks, candidates and links, where it still is what the act made.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { type AuditRow, addAudits } from "#editors/audit.ts";
import type { Operation } from "#editors/operations.ts";
import { stillHas, untold } from "#editors/told.ts";
import { findLink, removeLink, setLinks } from "./link-store.ts";
import { changeCandidates, changeStack } from "./stack-change.ts";
import {
  type CandidateChange,
  listMembers,
  lockStacks,
  type NewStack,
  type Stack,
} from "./stack-store.ts";
import { findCandidate } from "./store.ts";

/**
 * `row` is one of the audit rows of the act, undone from the last to the first; `operation` is that of
 * the undo. False for a subject of another kind. Problem conflict: somebody has changed it since.
 */
export async function undoStackSide(db: Db, operation: Operation, row: AuditRow): Promise<boolean> {
  const [kind, name = ""] = row.subject.split(":");
  if (kind === "stack") await undoStack(db, operation, Number(name), row);
  else if (kind === "candidate") await undoCandidate(db, operation, Number(name), row);
  else if (kind === "link") await undoLink(db, operation, name, row);
  else return false;
  return true;
}

async function undoStack(db: Db, operation: Operation, id: number, row: AuditRow): Promise<void> {
  const [stack] = await lockStacks(db, [id]);
  if (!stack || !stillHas(stack, changedBy(row))) throw changedSince(row);
  const restored = await changeStack(db, operation, stack, untold(row.before ?? {}) as NewStack);
  if (restored.state !== "merged") return;
  // What a machine has added meanwhile goes where the rest of it goes.
  const { mergedInto } = restored;
  const added = await listMembers(db, [id]);
  await changeCandidates(db, operation, added, { stackId: mergedInto });
  if (mergedInto !== null) await pointToFirst(db, operation, mergedInto);
}

/**
 * After the rest of an undo: what was put into one of the stacks since the act has its state of now,
 * as all of its candidates have.
 */
export async function alignMembers(
  db: Db,
  operation: Operation,
  stacks: readonly Stack[],
): Promise<void> {
  for (const { id, state, decidedAt, decidedBy, reason } of stacks) {
    if (state === "merged") continue;
    const members = await listMembers(db, [id]);
    const strays = members.filter((one) => one.state !== "duplicate" && one.state !== state);
    await changeCandidates(db, operation, strays, { state, decidedAt, decidedBy, reason });
  }
}

/** What was found to be a copy of a story that is a copy itself again is one of the first. */
async function pointToFirst(db: Db, operation: Operation, stackId: number): Promise<void> {
  const members = await listMembers(db, [stackId]);
  const firstOf = new Map(members.map((one) => [one.id, one.duplicateOf]));
  for (const copy of members) {
    const first = copy.duplicateOf === null ? null : (firstOf.get(copy.duplicateOf) ?? null);
    if (first !== null) await changeCandidates(db, operation, [copy], { duplicateOf: first });
  }
}

async function undoCandidate(
  db: Db,
  operation: Operation,
  id: number,
  row: AuditRow,
): Promise<void> {
  const candidate = await findCandidate(db, id);
  if (!candidate || !stillHas(candidate, row.after ?? {})) throw changedSince(row);
  await changeCandidates(db, operation, [candidate], untold(row.before ?? {}) as CandidateChange);
}

async function undoLink(
  db: Db,
  { id: operation, at, actor, act }: Operation,
  name: string,
  row: AuditRow,
): Promise<void> {
  const [a = 0, b = 0] = name.split("-").map(Number);
  const link = await findLink(db, { a, b });
  if ((link?.kind ?? null) !== row.after?.kind) throw changedSince(row);
  const kind = row.before?.kind;
  if (kind === "must" || kind === "cannot") await setLinks(db, [{ a, b, kind, by: actor.id, at }]);
  else await removeLink(db, { a, b });
  const { before: after, after: before } = row;
  await addAudits(db, [
    {
      ...{ at, actor, act, operation, subject: row.subject },
      before: before ?? {},
      after: after ?? {},
    },
  ]);
}

/** Of what the act left, the members that it changed: a stack that it opened has others too. */
function changedBy({ before, after }: AuditRow): Record<string, unknown> {
  return Object.fromEntries(Object.keys(before ?? {}).map((name) => [name, after?.[name]]));
}

function changedSince({ subject, act }: AuditRow): Problem {
  const name = subject.replace(":", " ");
  return new Problem(
    "conflict",
    `The ${name} was changed after this ${act}; undo what came later first, or change it by hand.`,
    { extra: { subject } },
  );
}
