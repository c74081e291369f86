// Having an entry in hand: a claim on its story, and nobody's text lost by it.

import type { Db } from "#db/types.ts";
import { type Claim, checkClaim, releaseClaim, takeClaim } from "#editors/claims.ts";
import type { Operation } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import { findAutosave } from "./autosave-store.ts";
import { checkOpen, requireEntry } from "./change.ts";
import { claimSubject } from "./claim-subject.ts";
import type { Desk } from "./draft.ts";
import { editStates, insteadOfEditing } from "./editing.ts";
import { type Rescued, rescueAutosave } from "./rescue.ts";
import type { Entry } from "./store.ts";

export type Holding = {
  steal?: boolean;
  reason?: string;
  /** Of the claim under which a text was written; Problem claim-lost where it is over. */
  token?: number | undefined;
};

export type Held = { claim: Claim; rescued: Rescued | null };

/**
 * Takes or renews the claim on an entry that may be written. What somebody else had written and not
 * saved is saved first. Problems: not-found, wrong-state, claimed.
 */
export function holdEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  holding: Holding = {},
): Promise<Held> {
  return desk.db.transaction(async (db) => {
    const entry = await requireEntry(db, ref, { lock: true });
    checkOpen(entry, { act: "claiming", from: editStates, instead: insteadOfEditing });
    return holdLocked(db, { at: desk.clock(), actor }, entry, holding);
  });
}

/** Of an entry that is locked. */
export async function holdLocked(
  db: Db,
  by: Pick<Operation, "at" | "actor">,
  entry: Entry,
  { token, ...taking }: Holding,
): Promise<Held> {
  const subject = claimSubject(entry);
  if (token !== undefined) await checkClaim(db, by.actor, subject, { token });
  const { claim } = await takeClaim(db, by.actor, subject, taking);
  return { claim, rescued: await rescueAutosave(db, by, entry) };
}

/**
 * Before the actor writes, and by itself, so that it stays saved where the writing is refused for its
 * sake: what somebody else had written of the entry and not saved.
 */
export async function saveAbandoned(
  desk: Desk,
  actor: Actor,
  ref: string,
  token?: number,
): Promise<void> {
  const { id } = await requireEntry(desk.db, ref);
  const autosave = await findAutosave(desk.db, id);
  if (autosave && autosave.actor !== actor.id) await holdEntry(desk, actor, ref, { token });
}

/** Gives it back; nothing where nobody has it. Problem claimed where another has. */
export function letGoEntry(desk: Desk, actor: Actor, ref: string): Promise<void> {
  return desk.db.transaction(async (db) => {
    const subject = claimSubject(await requireEntry(db, ref));
    if (!(await releaseClaim(db, actor, subject))) await checkClaim(db, actor, subject);
  });
}
