// What a suggestion is asked for: an entry, or a stack that has none yet.

import { Problem } from "#base/problem.ts";
import { findStack, listMembers, type Stack } from "#candidates/stack-store.ts";
import type { Candidate } from "#candidates/store.ts";
import { requireEntry } from "#entries/change.ts";
import type { Desk } from "#entries/draft.ts";
import { candidatesOf } from "#entries/fidelity-sources.ts";
import type { Report } from "./extract.ts";

export type Subject = { entry?: number | undefined; stack?: number | undefined };

/** The story's reports, the one that stands for all first. Problems: invalid-input, not-found. */
export async function reportsOf(desk: Desk, { entry, stack }: Subject): Promise<Report[]> {
  if ((entry === undefined) === (stack === undefined)) {
    throw new Problem("invalid-input", "body names either an entry or a stack; send one of them.");
  }
  const candidates =
    entry === undefined
      ? await reportsOfStack(desk, stack ?? 0)
      : await candidatesOf(desk.db, await requireEntry(desk.db, String(entry)));
  return candidates.map(({ id, title, excerpt }) => ({ id, title, excerpt }));
}

async function reportsOfStack({ db }: Desk, id: number): Promise<Candidate[]> {
  const stack = await findLive(db, id);
  if (!stack) throw new Problem("not-found", `There is no stack ${id}.`);
  const members = await listMembers(db, [stack.id]);
  const isLead = (one: Candidate): boolean => one.id === stack.leadId;
  return [...members.filter(isLead), ...members.filter((one) => !isLead(one))].slice(0, 50);
}

/** The stack that has its candidates now, however often it was merged. */
async function findLive(db: Desk["db"], id: number): Promise<Stack | undefined> {
  let stack = await findStack(db, id);
  for (let steps = 0; stack?.mergedInto && steps < 50; steps += 1) {
    stack = await findStack(db, stack.mergedInto);
  }
  return stack;
}
