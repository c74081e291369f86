// What editing does to an entry besides writing its text.

import { Problem } from "#base/problem.ts";
import type { Entry, EntryState } from "./store.ts";
import type { EntryText } from "./text.ts";

/** The states in which the text may be written. */
export const editStates: readonly EntryState[] = ["draft", "in_review", "approved"];

/** An approval holds for the text it saw: an edit takes the entry back to draft. */
export function editing(text: Partial<EntryText>): Partial<Entry> {
  return { ...text, state: "draft", approvedBy: null };
}

/** What to do where the text is public already, or given up. */
export function insteadOfEditing({ id, state, archiveId, corrects }: Entry): string | null {
  if (state === "published") {
    return `change a public text by POST /api/entries/${archiveId ?? corrects ?? id}/correct`;
  }
  return null;
}

/** The archive id holds the day and never moves, so whatever has one, or corrects one, keeps its day. */
export function movesDay(entry: Entry, { reportedOn }: Partial<EntryText>): boolean {
  if (entry.archiveId === null && entry.corrects === null) return false;
  return reportedOn !== undefined && !reportedOn.equals(entry.reportedOn);
}

export function checkDay(entry: Entry, text: Partial<EntryText>): void {
  if (!movesDay(entry, text)) return;
  const name = entry.archiveId ?? entry.id;
  throw new Problem(
    "conflict",
    `Entry ${name} keeps its date, ${entry.reportedOn}: the archive id holds it and never moves.`,
  );
}
