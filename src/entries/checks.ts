// The checks of an entry: its text, saved or not, against what its sources say and how the house writes.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { type Checked, checkText } from "./check-text.ts";
import type { Desk } from "./draft.ts";
import { groundOf } from "./fidelity-sources.ts";
import type { CheckedText, Mark } from "./mark.ts";
import type { Entry } from "./store.ts";

/** What an editor has written and not saved. */
export type Unsaved = Partial<CheckedText> & { related?: readonly string[] };

/** Reads only. `unsaved` members take the place of the entry's own. */
export async function checkEntry(
  desk: Pick<Desk, "timeZone" | "style">,
  db: Db,
  entry: Entry,
  unsaved: Unsaved = {},
): Promise<Checked> {
  const { title = entry.title, summary = entry.summary, notes = entry.notes } = unsaved;
  const ground = await groundOf(desk, db, { ...entry, related: unsaved.related ?? entry.related });
  return checkText({ title, summary, notes }, { ground, style: desk.style, on: entry.reportedOn });
}

/**
 * Call it inside the transaction of submitting. Problem not-ready names each mark that blocks and has
 * all of them as `marks`; else the marks are returned.
 */
export async function checkBeforeSubmit(
  desk: Pick<Desk, "timeZone" | "style">,
  db: Db,
  entry: Entry,
): Promise<readonly Mark[]> {
  const { marks } = await checkEntry(desk, db, entry);
  const blocking = marks.filter(({ severity }) => severity === "block");
  if (blocking.length === 0) return marks;
  const parts = blocking.map(({ member, message }) => ({ at: member, message }));
  const told = parts.slice(0, 5).map(({ at, message }) => `${at}: ${message}`);
  throw new Problem(
    "not-ready",
    `Entry ${entry.id} cannot be submitted as it is written (${told.join("; ")}); mend it and submit again.`,
    { parts, extra: { marks: blocking } },
  );
}
