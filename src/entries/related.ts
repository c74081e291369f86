// A cross reference by one call: onto the entry, or while there is none, onto the story, whose draft
// will have it.

import { Problem } from "#base/problem.ts";
import { changeStack, checkOpen, requireStack } from "#candidates/stack-change.ts";
import type { Db } from "#db/types.ts";
import { takeClaim } from "#editors/claims.ts";
import { operate } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import type { ArchiveId } from "./archive-id.ts";
import { findAutosave } from "./autosave-store.ts";
import { changeEntry, requireEntry } from "./change.ts";
import { claimSubject } from "./claim-subject.ts";
import type { Desk } from "./draft.ts";
import { editing, editStates, insteadOfEditing } from "./editing.ts";
import { holdEntry } from "./hold.ts";
import { findPublished } from "./published-store.ts";
import { type Entry, findEntry, findLiveEntryOfStack } from "./store.ts";

export type Wish = { act: "relate" | "unrelate"; archiveId: ArchiveId };

/** Where the reference is now, or is not any more. `operation` is null where nothing was to do. */
export type Relation = {
  stack: number | null;
  entry: number | null;
  /** Of the entry, or of the stack where there is none. */
  version: number;
  related: readonly string[];
  operation: string | null;
};

const most = 50;

/** Problems: not-found, wrong-state, claimed, conflict; invalid-input for what is not published. */
export async function relateStack(
  desk: Desk,
  actor: Actor,
  id: number,
  wish: Wish,
): Promise<Relation> {
  const entry = await findLiveEntryOfStack(desk.db, id);
  if (entry) return relateEntry(desk, actor, String(entry.id), wish);
  const { result, operation } = await operate(desk, actor, wish.act, async (db, operation) => {
    const stack = await requireStack(db, operation, id);
    checkOpen(stack, wish.act, { from: ["new"] });
    const related = await relatedAfter(db, stack.related, wish);
    return related === null
      ? { stack, isChanged: false }
      : { stack: await changeStack(db, operation, stack, { related }), isChanged: true };
  });
  const { stack, isChanged } = result;
  const { version, related } = stack;
  return { stack: id, entry: null, version, related, operation: isChanged ? operation : null };
}

/**
 * An entry that was in review or approved goes back to draft, as with any edit, and the claim is taken.
 * Problems: as for editing, and invalid-input for its own id or what is not published.
 */
export async function relateEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  wish: Wish,
): Promise<Relation> {
  await saveAbandoned(desk, actor, ref);
  const { entry, operation } = await changeEntry(desk, actor, ref, {
    ...{ act: wish.act, from: editStates, instead: insteadOfEditing },
    set: async (entry, db) => {
      await takeClaim(db, actor, claimSubject(entry));
      await checkOther(db, entry, wish.archiveId);
      const related = await relatedAfter(db, entry.related, wish);
      return related === null ? null : editing({ related });
    },
  });
  const { id, stackId: stack, version, related } = entry;
  return { stack, entry: id, version, related, operation };
}

/** What somebody else had written and not saved is saved by itself, as before an edit. */
async function saveAbandoned(desk: Desk, actor: Actor, ref: string): Promise<void> {
  const { id } = await requireEntry(desk.db, ref);
  const autosave = await findAutosave(desk.db, id);
  if (autosave && autosave.actor !== actor.id) await holdEntry(desk, actor, ref);
}

/** Null where it is so already. */
async function relatedAfter(
  db: Db,
  related: readonly string[],
  { act, archiveId }: Wish,
): Promise<string[] | null> {
  const isThere = related.includes(archiveId);
  if (act === "unrelate") return isThere ? related.filter((id) => id !== archiveId) : null;
  if (isThere) return null;
  if (related.length >= most) {
    throw new Problem(
      "conflict",
      `It cites ${most} entries, the most there may be; remove one first.`,
    );
  }
  const [published] = await findPublished(db, [archiveId]);
  if (published) return [...related, archiveId];
  throw new Problem(
    "invalid-input",
    `body/archive_id is ${archiveId}, which is not in the archive: no published entry has that id.`,
  );
}

async function checkOther(db: Db, entry: Entry, archiveId: ArchiveId): Promise<void> {
  const corrected = entry.corrects === null ? entry : await findEntry(db, { id: entry.corrects });
  if (corrected?.archiveId !== archiveId) return;
  throw new Problem("invalid-input", `body/archive_id is ${archiveId}, the entry's own id.`);
}
