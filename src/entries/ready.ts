import { Problem } from "#base/problem.ts";
import type { Entry } from "./store.ts";

/** What an entry must have before it is submitted. Problem not-ready names each part that it lacks. */
export function checkReady(entry: Entry): void {
  const parts = [
    ...(entry.summary === "" ? [{ at: "summary", message: "is empty" }] : []),
    ...(hasArchiveId(entry.reportedOn)
      ? []
      : [{ at: "date", message: "is not from 2000-01-01 to 2099-11-30" }]),
    ...(entry.topics.length === 0 ? [{ at: "topics", message: "names no topic" }] : []),
  ];
  if (parts.length === 0) return;
  const missing = parts.map(({ at, message }) => `${at} ${message}`).join(", ");
  throw new Problem("not-ready", `Entry ${entry.id} cannot be submitted: ${missing}.`, { parts });
}

/** Whether the day can be written in an archive id. */
function hasArchiveId(on: Temporal.PlainDate): boolean {
  const issue = on.add({ months: 1 });
  return on.year >= 2000 && issue.year <= 2099;
}
