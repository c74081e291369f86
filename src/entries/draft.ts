// How an entry begins: from an accepted candidate, or from nothing.

import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Candidate } from "#candidates/store.ts";
import { decideCandidate } from "#candidates/triage.ts";
import type { Db } from "#db/types.ts";
import { addAudit } from "#editors/audit.ts";
import type { Actor } from "#http/actor.ts";
import { addEntry, type Entry, type EntryText, findEntryOfCandidate, textOf } from "./store.ts";

export type Desk = {
  db: Db;
  clock: Clock;
  /** The archive's zone, in which the day of a report is reckoned. */
  timeZone: string;
  /** Whether somebody other than the last writer must approve. */
  secondEditor: boolean;
};

/**
 * Accepts a new candidate and opens its draft, with date, time, source, via, headline and address
 * carried over. Problems: not-found; wrong-state, with the entry another editor opened.
 */
export async function acceptCandidate(desk: Desk, actor: Actor, id: number): Promise<Entry> {
  try {
    return await desk.db.transaction(async (db) => {
      const decision = { state: "accepted", reason: null } as const;
      const candidate = await decideCandidate(db, desk.clock, actor, id, decision);
      return openDraft({ ...desk, db }, actor, draftOf(candidate, desk), candidate.id);
    });
  } catch (error) {
    throw await withEntry(desk.db, id, error);
  }
}

/** A draft without a candidate: a paper cutting, a page no source covers. */
export function createDraft(desk: Desk, actor: Actor, text: EntryText): Promise<Entry> {
  return desk.db.transaction((db) => openDraft({ ...desk, db }, actor, text, null));
}

async function openDraft(
  { db, clock }: Desk,
  actor: Actor,
  text: EntryText,
  candidateId: number | null,
): Promise<Entry> {
  const at = clock();
  const entry = await addEntry(db, {
    ...text,
    candidateId,
    createdAt: at,
    updatedAt: at,
    createdBy: actor.id,
  });
  await addAudit(db, {
    at,
    actor,
    act: "draft",
    subject: `entry:${entry.id}`,
    after: textOf(text),
  });
  return entry;
}

function draftOf(candidate: Candidate, { timeZone }: Desk): EntryText {
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
    related: [],
    topics: candidate.topics,
  };
}

/** Tells the editor who came second which draft there is. */
async function withEntry(db: Db, candidateId: number, error: unknown): Promise<unknown> {
  if (!(error instanceof Problem) || error.type !== "wrong-state") return error;
  const entry = await findEntryOfCandidate(db, candidateId);
  return new Problem(error.type, error.message, {
    extra: { ...error.extra, entry: entry?.id ?? null },
  });
}
