// What an editor is writing, kept while it is not saved.

import { Problem } from "#base/problem.ts";
import { checkClaim } from "#editors/claims.ts";
import type { Actor } from "#http/actor.ts";
import { type Autosave, dropAutosave, findAutosave, putAutosave } from "./autosave-store.ts";
import { checkOpen, requireEntry } from "./change.ts";
import { claimSubject } from "./claim-subject.ts";
import type { Desk } from "./draft.ts";
import { checkDay, editStates, insteadOfEditing } from "./editing.ts";
import { holdLocked } from "./hold.ts";
import { storedText } from "./read-text.ts";
import { tellTexts } from "./tell-texts.ts";
import type { EntryPatch } from "./text-schema.ts";

type Unsaved = {
  /** Of the text that it was begun from. */
  version: number;
  /** Checked by `readText`. */
  text: EntryPatch;
  token?: number | undefined;
};

/** Takes or renews the claim. Problems: those of an edit, but that an older version is taken. */
export function autosaveEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  { version, text, token }: Unsaved,
): Promise<Autosave> {
  const at = desk.clock();
  return tellTexts(desk.db, ref, () =>
    desk.db.transaction(async (db) => {
      const entry = await requireEntry(db, ref, { lock: true });
      if (token !== undefined) await checkClaim(db, actor, claimSubject(entry), { token });
      checkOpen(entry, { act: "edit", from: editStates, instead: insteadOfEditing });
      if (version > entry.version) throw unseen(entry.id, version, entry.version);
      checkDay(entry, storedText(text));
      await holdLocked(db, { at, actor }, entry, {});
      const author = { actor: actor.id, actorName: actor.name };
      const autosave = { entryId: entry.id, ...author, version, text, at };
      await putAutosave(db, autosave);
      return autosave;
    }),
  );
}

export async function requireAutosave(desk: Desk, ref: string): Promise<Autosave> {
  const { id } = await requireEntry(desk.db, ref);
  const found = await findAutosave(desk.db, id);
  if (!found) throw new Problem("not-found", `Nothing that is not saved is kept of entry ${ref}.`);
  return found;
}

/** Harmless where there is none. Problem not-allowed for what somebody else wrote. */
export function forgetAutosave(desk: Desk, actor: Actor, ref: string): Promise<void> {
  return desk.db.transaction(async (db) => {
    const { id } = await requireEntry(db, ref, { lock: true });
    const found = await findAutosave(db, id);
    if (found && found.actor !== actor.id) {
      throw new Problem(
        "not-allowed",
        `${found.actorName} wrote that; take the claim on the entry, and it is saved for them.`,
      );
    }
    await dropAutosave(db, id);
  });
}

function unseen(id: number, version: number, current: number): Problem {
  return new Problem(
    "invalid-input",
    `body/version is ${version}, and entry ${id} is at version ${current}; send the one you began from.`,
  );
}
