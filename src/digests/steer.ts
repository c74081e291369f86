// What editors decide about an issue.

import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Actor } from "#http/actor.ts";
import { type Freezer, freezeIssue } from "./freeze.ts";
import { changeIssue, findIssue, type Issue, type IssueState } from "./issue-store.ts";
import type { DigestSchedule } from "./schedule.ts";

export type Steering = {
  db: Db;
  clock: Clock;
  freezer: Freezer;
  schedules: readonly DigestSchedule[];
  /** Writes the act into the audit trail, in the same transaction. */
  addAudit: (
    db: Db,
    act: { at: Temporal.Instant; actor: Actor; act: string; subject: string },
  ) => Promise<void>;
};

export type Act = "approve" | "pause" | "resume";

const openFrom: Readonly<Record<Act, readonly IssueState[]>> = {
  approve: ["frozen"],
  pause: ["approved", "sending"],
  resume: ["paused"],
};

/**
 * Approve starts the sending of a frozen issue, pause and resume do what they say; a mail that is
 * on its way when the pause comes still goes. Throws "not-found" or "wrong-state".
 */
export async function steerIssue(
  { db, clock, addAudit }: Steering,
  id: string,
  act: Act,
  actor: Actor,
): Promise<Issue> {
  const now = clock();
  return db.transaction(async (db) => {
    const issue = await changeIssue(db, id, openFrom[act], changeOf(act, actor, now));
    if (!issue) throw await refusal(db, id, act);
    await addAudit(db, { at: now, actor, act: `${act}-issue`, subject: `issue:${id}` });
    return issue;
  });
}

/**
 * Freezes an issue of the schedule now, outside its days; what is in it is not in the next one.
 * Throws Problem "invalid-input" for an unknown schedule.
 */
export async function orderIssue(
  { db, clock, addAudit, freezer, schedules }: Steering,
  id: string,
  actor: Actor,
): Promise<Issue> {
  const schedule = schedules.find((one) => one.id === id);
  if (!schedule) {
    const known = schedules.map((one) => one.id).join(", ");
    throw new Problem("invalid-input", `body/schedule is ${id}; the digests are ${known}.`);
  }
  const at = clock();
  const frozen = await freezeIssue(freezer, schedule, at);
  const issue = await requireIssue(db, frozen.outcome === "known" ? frozen.id : frozen.issue.id);
  await addAudit(db, { at, actor, act: "order-issue", subject: `issue:${issue.id}` });
  return issue;
}

/** Throws Problem "not-found". */
export async function requireIssue(db: Db, id: string): Promise<Issue> {
  const issue = await findIssue(db, id);
  if (!issue) throw notFound(id);
  return issue;
}

function changeOf(act: Act, actor: Actor, now: Temporal.Instant) {
  if (act === "pause") return { state: "paused" as const };
  if (act === "resume") return { state: "sending" as const };
  return { state: "approved" as const, approvedAt: now, approvedBy: actor.id };
}

async function refusal(db: Db, id: string, act: Act): Promise<Problem> {
  const issue = await findIssue(db, id);
  if (!issue) return notFound(id);
  const wanted = openFrom[act].join(" or ");
  const detail = `Issue ${id} is ${issue.state}; to ${act} it, it must be ${wanted}.`;
  return new Problem("wrong-state", detail, { extra: { state: issue.state } });
}

function notFound(id: string): Problem {
  return new Problem("not-found", `There is no issue ${id}.`);
}
