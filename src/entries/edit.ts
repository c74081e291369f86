// Writing the text of an entry.

import type { Db } from "#db/types.ts";
import { checkClaim, takeClaim } from "#editors/claims.ts";
import type { Actor } from "#http/actor.ts";
import { dropAutosave, findAutosave } from "./autosave-store.ts";
import { changeLocked, type Done, requireEntry } from "./change.ts";
import { claimSubject } from "./claim-subject.ts";
import type { Desk } from "./draft.ts";
import { checkDay, editing, editStates, insteadOfEditing } from "./editing.ts";
import { saveAbandoned } from "./hold.ts";
import { keepAutosave } from "./rescue.ts";
import type { Entry } from "./store.ts";
import { tellTexts } from "./tell-texts.ts";
import { type EntryText, hasText } from "./text.ts";

export type Edit = {
  /** What the editor saw. */
  version: number;
  text: Partial<EntryText>;
  /** Of the claim under which it was written. */
  token?: number | undefined;
};

/**
 * Writes the members given, and takes or renews the claim. Problems: not-found, wrong-state, conflict;
 * stale-version, claimed and claim-lost tell the text as it is now.
 */
export function editEntry(desk: Desk, actor: Actor, ref: string, edit: Edit): Promise<Done> {
  const { version, token } = edit;
  return tellTexts(desk.db, ref, async () => {
    await saveAbandoned(desk, actor, ref, token);
    return desk.db.transaction(async (db) => {
      const entry = await requireEntry(db, ref, { lock: true });
      if (token !== undefined) await checkClaim(db, actor, claimSubject(entry), { token });
      const by = { at: desk.clock(), actor };
      return changeLocked(db, by, entry, {
        ...{ act: "edit", from: editStates, instead: insteadOfEditing, version },
        set: (entry, db) => write(db, by, entry, edit.text),
      });
    });
  });
}

async function write(
  db: Db,
  by: { at: Temporal.Instant; actor: Actor },
  entry: Entry,
  text: Partial<EntryText>,
): Promise<Partial<Entry> | null> {
  checkDay(entry, text);
  await takeClaim(db, by.actor, claimSubject(entry));
  const autosave = await findAutosave(db, entry.id);
  // Another's can have come in since the look before only by two claims in a moment.
  if (autosave?.actor === by.actor.id) await dropAutosave(db, entry.id);
  else await keepAutosave(db, by, entry.id, "edit");
  return hasText(entry, text) ? null : editing(text);
}
