// What editors decide about an issue.

import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { listLatest } from "#entries/feed-store.ts";
import type { Actor } from "#http/actor.ts";
import { suppressCancelled } from "./delivery-store.ts";
import { type Freezer, freezeIssue } from "./freeze.ts";
import {
  changeIssue,
  findIssue,
  findNewestIssue,
  type Issue,
  type IssueState,
  lockOrders,
} from "./issue-store.ts";
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

export type Act = "approve" | "pause" | "resume" | "cancel";

const openFrom: Readonly<Record<Act, readonly IssueState[]>> = {
  approve: ["frozen"],
  pause: ["approved", "sending"],
  resume: ["paused"],
  cancel: ["frozen", "approved", "paused"],
};

/**
 * Approve starts the sending of a frozen issue, pause and resume do what they say; a mail that is
 * on its way when the pause comes still goes. Cancel ends it: what it has not sent is free for the
 * next issue. Throws "not-found" or "wrong-state".
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
    if (act === "cancel") await suppressCancelled(db, now);
    await addAudit(db, { at: now, actor, act: `${act}-issue`, subject: `issue:${id}` });
    return issue;
  });
}

const repeatSeconds = 60;

/**
 * Freezes an issue of the schedule now, outside its days; what is in it is not in the next one. An
 * order that comes again, its answer being lost, gets the same issue: where one was made within a
 * minute and nothing has been published since, another would hold nothing. Throws Problem
 * "invalid-input" for an unknown schedule.
 */
export async function orderIssue(
  { db, clock, addAudit, freezer, schedules }: Steering,
  id: string,
  actor: Actor,
): Promise<{ issue: Issue; isNew: boolean }> {
  const schedule = schedules.find((one) => one.id === id);
  if (!schedule) {
    const known = schedules.map((one) => one.id).join(", ");
    throw new Problem("invalid-input", `body/schedule is ${id}; the digests are ${known}.`);
  }
  return db.transaction(async (db) => {
    await lockOrders(db, id);
    const at = clock();
    const same = await findSameOrder(db, id, at);
    if (same) return { issue: same, isNew: false };
    const frozen = await freezeIssue({ ...freezer, db }, schedule, at);
    if (frozen.outcome === "known")
      return { issue: await requireIssue(db, frozen.id), isNew: false };
    const subject = `issue:${frozen.issue.id}`;
    await addAudit(db, { at, actor, act: "order-issue", subject });
    return { issue: frozen.issue, isNew: true };
  });
}

async function findSameOrder(
  db: Db,
  schedule: string,
  now: Temporal.Instant,
): Promise<Issue | null> {
  const newest = await findNewestIssue(db, schedule);
  if (!newest || newest.createdAt.until(now).total("seconds") >= repeatSeconds) return null;
  const [latest] = await listLatest(db, { limit: 1 });
  const isNews = latest && Temporal.Instant.compare(latest.publishedAt, newest.cutoffAt) > 0;
  return isNews ? null : newest;
}

/** Throws Problem "not-found". */
export async function requireIssue(db: Db, id: string): Promise<Issue> {
  const issue = await findIssue(db, id);
  if (!issue) throw notFound(id);
  return issue;
}

function changeOf(
  act: Act,
  actor: Actor,
  now: Temporal.Instant,
): Parameters<typeof changeIssue>[3] {
  // Going on is an approval too: of an issue that has become old in the meantime.
  const approved = { approvedAt: now, approvedBy: actor.id };
  switch (act) {
    case "approve":
      return { state: "approved", ...approved };
    case "pause":
      return { state: "paused" };
    case "resume":
      return { state: "sending", ...approved };
    case "cancel":
      return { state: "cancelled", finishedAt: now };
  }
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
