// An issue that should have gone long ago goes at an editor's word only: after an outage, or from a
// restored backup, nobody wants last month's news by itself.

import type { Issue } from "./issue-store.ts";
import { type DigestSchedule, defaultMaxLatenessHours } from "./schedule.ts";

type Times = Pick<Issue, "slot" | "approvedAt" | "approvedBy">;

/** Counted from the slot or, where an editor has let the issue go, from then. */
export function isLate(
  { slot, approvedAt, approvedBy }: Times,
  schedule: DigestSchedule | undefined,
  now: Temporal.Instant,
): boolean {
  const due = (approvedBy !== null && approvedAt) || slot;
  return due.until(now).total("hours") > maxHours(schedule);
}

/** Why a frozen issue waits for an editor, where that is for its age; else null. */
export function latenessShown(
  issue: Issue,
  schedule: DigestSchedule | undefined,
  now: Temporal.Instant,
): string | null {
  if (issue.state !== "frozen" || !isLate(issue, schedule, now)) return null;
  return `It is more than ${maxHours(schedule)} hours late; approve it to send what is unsent, or cancel it.`;
}

function maxHours(schedule: DigestSchedule | undefined): number {
  return schedule?.max_lateness_hours ?? defaultMaxLatenessHours;
}
