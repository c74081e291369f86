// Publishing a correction: its text goes onto the live entry, which stays what it is in all else.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Operation } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import { changeLocked, type Done, requireEntry } from "./change.ts";
import type { Desk } from "./draft.ts";
import { bumpPublication } from "./publication-store.ts";
import { addRevisions } from "./revision-store.ts";
import { settleEntry } from "./settle.ts";
import type { Entry } from "./store.ts";
import { pickText } from "./text.ts";
import { writeEntry } from "./write.ts";

type Correction = { id: number; corrects: number };

/** The answer is the live entry. Problem wrong-state where that was withdrawn meanwhile. */
export function publishCorrection(
  desk: Desk,
  actor: Actor,
  { id, corrects }: Correction,
  version: number | undefined,
): Promise<Done> {
  return desk.db.transaction(async (db) => {
    // The live one first, as a withdrawal locks them.
    const live = await requireEntry(db, String(corrects), { lock: true });
    const correction = await requireEntry(db, String(id), { lock: true });
    const by = { at: desk.clock(), actor };
    let corrected = live;
    const { operation } = await changeLocked(db, by, correction, {
      ...{ act: "publish", from: ["approved"], version },
      isDone: ({ state }) => state === "published",
      set: async (_, __, at) => {
        checkUnchanged(live, correction);
        return { state: "published", publishedAt: at, revision: live.revision + 1 };
      },
      follow: async (db, published, operation) => {
        corrected = await replaceText(db, operation, live, published);
        await settleEntry(db, operation, published);
      },
    });
    return { entry: corrected, operation };
  });
}

/** An import, which brings a text of its own, leaves what is being corrected alone. */
function checkUnchanged(live: Entry, correction: Entry): void {
  if (live.state === "published" && live.revision === correction.revision) return;
  throw new Problem(
    "wrong-state",
    `Entry ${live.archiveId} is ${live.state} at revision ${live.revision}; the correction was begun from revision ${correction.revision} and cannot be published. Discard it.`,
    { extra: { state: live.state, entry: live.id, correction: correction.id } },
  );
}

async function replaceText(
  db: Db,
  operation: Operation,
  live: Entry,
  correction: Entry,
): Promise<Entry> {
  const { revision, reason, approvedBy } = correction;
  const corrected = await writeEntry(db, operation, live, {
    ...{ act: "publish", reason },
    set: { ...pickText(correction), revision, reason, approvedBy },
  });
  await addRevisions(db, [corrected], reason);
  await bumpPublication(db, [live, corrected]);
  return corrected;
}
