import { Problem } from "#base/problem.ts";
import type { Actor } from "#http/actor.ts";
import { changeEntry } from "./change.ts";
import type { Desk } from "./draft.ts";
import type { Entry, EntryText } from "./store.ts";

/**
 * Writes the members given. Editing what was in review or approved takes it back to draft: an
 * approval holds for the text it saw. Problems: not-found, stale-version,
 * wrong-state, conflict.
 */
export function editEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  version: number,
  text: Partial<EntryText>,
): Promise<Entry> {
  return changeEntry(desk, actor, ref, {
    act: "edit",
    from: ["draft", "in_review", "approved"],
    version,
    set: async (entry) => {
      checkDay(entry, text);
      return { ...text, state: "draft", approvedBy: null };
    },
  });
}

/** The archive id holds the day and never moves, so a numbered entry keeps its day. */
function checkDay(entry: Entry, { reportedOn }: Partial<EntryText>): void {
  if (entry.archiveId === null || !reportedOn || reportedOn.equals(entry.reportedOn)) return;
  throw new Problem(
    "conflict",
    `Entry ${entry.archiveId} has its id for ${entry.reportedOn}; its date cannot change any more.`,
  );
}
