// Accepting a story opens its draft; whoever comes second is told which.

import { Problem } from "#base/problem.ts";
import { type Decided, decideStack } from "#candidates/decide.ts";
import type { Stack } from "#candidates/stack-store.ts";
import type { Candidate } from "#candidates/store.ts";
import type { Db } from "#db/types.ts";
import { type Operation, operate } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import type { Done } from "./change.ts";
import type { Desk } from "./draft.ts";
import { reportedBy } from "./reported-by.ts";
import { type Entry, findLiveEntryOfStack } from "./store.ts";
import type { EntryText } from "./text.ts";
import { makeEntry } from "./write.ts";

export type Acceptance = {
  /** The version of the stack that the editor saw. */
  version?: number | undefined;
  /** The candidate whose headline and address go over; the stack's own by default. */
  lead?: number | undefined;
};

/**
 * Accepts a new stack with all its candidates. Problems: not-found; stale-version; claimed;
 * wrong-state, with the entry another editor opened.
 */
export async function acceptStack(
  desk: Desk,
  actor: Actor,
  stackId: number,
  acceptance: Acceptance = {},
): Promise<Done> {
  const { result: entry, operation } = await operate(desk, actor, "accept", (db, operation) =>
    acceptInside(db, desk, operation, stackId, acceptance),
  );
  return { entry, operation };
}

/** The same inside the caller's transaction and operation. */
export async function acceptInside(
  db: Db,
  desk: Pick<Desk, "timeZone">,
  operation: Operation,
  stackId: number,
  { version, lead }: Acceptance = {},
): Promise<Entry> {
  const { stack, candidates } = await decide(db, operation, stackId, version);
  // Where the stack was taken up again by hand while its entry lives.
  if (await findLiveEntryOfStack(db, stackId)) throw await withEntry(db, stackId, taken(stackId));
  const first = candidates.find(({ id }) => id === (lead ?? stack.leadId));
  if (!first)
    throw new Problem("conflict", `Candidate ${lead} is not in stack ${stackId} any more.`);
  return makeEntry(
    db,
    operation,
    { ...draftOf(stack, first, desk), ...carriedOver(stack, first, candidates) },
    { act: "draft" },
  );
}

async function decide(
  db: Db,
  operation: Operation,
  stackId: number,
  version: number | undefined,
): Promise<Decided> {
  try {
    return await decideStack(db, operation, stackId, { state: "accepted", reason: null, version });
  } catch (error) {
    throw await withEntry(db, stackId, error);
  }
}

function carriedOver(stack: Stack, first: Candidate, candidates: readonly Candidate[]) {
  return { stackId: stack.id, candidateId: first.id, sources: reportedBy(candidates) };
}

function draftOf(
  stack: Stack,
  candidate: Candidate,
  { timeZone }: Pick<Desk, "timeZone">,
): EntryText {
  const at = (candidate.publishedAt ?? candidate.firstSeenAt).toZonedDateTimeISO(timeZone);
  const timed = candidate.publishedAt !== null && candidate.timed;
  return {
    reportedOn: at.toPlainDate(),
    reportedTime: timed ? at.toPlainTime().toString({ smallestUnit: "minute" }) : null,
    source: candidate.publisher,
    via: candidate.via,
    title: candidate.title,
    url: candidate.url,
    language: candidate.language,
    summary: "",
    notes: [],
    related: stack.related,
    topics: stack.topics,
  };
}

function taken(stackId: number): Problem {
  return new Problem("wrong-state", `Stack ${stackId} has an entry already.`);
}

/** Tells the editor who came second which draft there is. */
async function withEntry(db: Db, stackId: number, error: unknown): Promise<unknown> {
  if (!(error instanceof Problem) || error.type !== "wrong-state") return error;
  const entry = await findLiveEntryOfStack(db, stackId);
  const { parts, extra } = error;
  return new Problem(error.type, error.message, {
    parts,
    extra: { ...extra, entry: entry?.id ?? null },
  });
}
