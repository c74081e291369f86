// Nothing written is lost when a claim changes hands: what its holder had not saved is saved in their
// name, or where it does not fit any more, kept in the audit trail.

import type { Db } from "#db/types.ts";
import { addAudit } from "#editors/audit.ts";
import { type Operation, startOperation } from "#editors/operations.ts";
import { type Autosave, dropAutosave, findAutosave } from "./autosave-store.ts";
import { editing, editStates, movesDay } from "./editing.ts";
import { storedText } from "./read-text.ts";
import type { Entry } from "./store.ts";
import { hasText } from "./text.ts";
import { writeEntry } from "./write.ts";

/** `edit`: the entry has the text now; `history`: it had been changed since, so only its history has. */
export type Rescued = {
  author: string;
  authorName: string;
  as: "edit" | "history";
  /** Undoes the edit. */
  operation: string | null;
};

type By = Pick<Operation, "at" | "actor">;

/** Of an entry that is locked; null where nobody but the actor had anything unsaved. */
export async function rescueAutosave(db: Db, by: By, entry: Entry): Promise<Rescued | null> {
  const autosave = await findAutosave(db, entry.id);
  if (!autosave || autosave.actor === by.actor.id) return null;
  const text = storedText(autosave.text);
  const { actor: author, actorName: authorName } = autosave;
  const isBegunFromIt = autosave.version === entry.version && editStates.includes(entry.state);
  if (!isBegunFromIt || movesDay(entry, text)) {
    await keep(db, by, autosave, takenBy(by));
    return { author, authorName, as: "history", operation: null };
  }
  await dropAutosave(db, entry.id);
  if (hasText(entry, text)) return null;
  const operation = await startOperation(db, { ...by, act: "autosave" });
  await writeEntry(db, operation, entry, {
    ...{ act: "autosave", set: editing(text), reason: takenBy(by) },
    actor: { id: author, name: authorName },
  });
  return { author, authorName, as: "edit", operation: operation.id };
}

/** Whatever anybody had not saved of it goes into the trail, and nowhere else; `act` is why. */
export async function keepAutosave(db: Db, by: By, entryId: number, act: string): Promise<void> {
  const autosave = await findAutosave(db, entryId);
  if (autosave) await keep(db, by, autosave, `${act} by ${by.actor.name}`);
}

/** Of no operation: it changes nothing, so there is nothing to undo. */
async function keep(db: Db, by: By, autosave: Autosave, reason: string): Promise<void> {
  const { entryId, actor: id, actorName: name, version, text } = autosave;
  await dropAutosave(db, entryId);
  await addAudit(db, {
    ...{ at: by.at, act: "autosave-kept", subject: `entry:${entryId}`, reason },
    ...{ actor: { id, name }, after: { autosave: { version, text } } },
  });
}

function takenBy({ actor }: By): string {
  return `claim taken by ${actor.name}`;
}
