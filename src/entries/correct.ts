// A correction is a draft beside the public text, which stays as it is until the correction is
// published.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { type Operation, operate } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import { checkOpen, type Done, requireEntry } from "./change.ts";
import { lockOpenCorrection } from "./correction-store.ts";
import type { Desk } from "./draft.ts";
import type { Entry } from "./store.ts";
import { pickText } from "./text.ts";
import { makeEntry } from "./write.ts";

/**
 * Opens a correction of a published entry, with its text. Problems: not-found; wrong-state; conflict,
 * with the `correction` that is open already.
 */
export async function correctEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  reason: string,
): Promise<Done> {
  const { result: entry, operation } = await operate(desk, actor, "correct", (db, operation) =>
    openCorrection(db, operation, ref, reason),
  );
  return { entry, operation };
}

async function openCorrection(
  db: Db,
  operation: Operation,
  ref: string,
  reason: string,
): Promise<Entry> {
  const live = await requireEntry(db, ref, { lock: true });
  await checkCorrectable(db, live);
  const { id: corrects, sources, revision } = live;
  // `revision` is of the text that it was begun from.
  const correction = { ...pickText(live), corrects, sources, revision, reason };
  return makeEntry(db, operation, correction, { act: "correct", reason });
}

/** Problem wrong-state for what is not public, or is a correction itself. */
export function checkLive(entry: Entry, act: string): void {
  const { id, state, corrects } = entry;
  if (corrects !== null) {
    throw new Problem(
      "wrong-state",
      `Entry ${id} is a correction; ${act} the entry that it corrects, ${corrects}.`,
      { extra: { state, corrects } },
    );
  }
  checkOpen(entry, { act, from: ["published"], instead });
}

function instead({ id, state }: Entry): string | null {
  if (state === "withdrawn") return null;
  return `write it by PATCH /api/entries/${id}, or give it up by POST /api/entries/${id}/discard`;
}

/** Of a live entry that is locked. Problems: wrong-state; conflict, with the correction there is. */
export async function checkCorrectable(db: Db, live: Entry): Promise<void> {
  checkLive(live, "correct");
  const open = await lockOpenCorrection(db, live.id);
  if (!open) return;
  throw new Problem(
    "conflict",
    `Entry ${live.archiveId} is being corrected already; go on with entry ${open.id}, or discard it.`,
    { extra: { correction: open.id, state: open.state } },
  );
}
