// Every change of an entry by an editor: guarded by version and state, with its audit row in the same
// transaction, and an operation that undoes it.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { type Operation, startOperation } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import { parseArchiveId } from "./archive-id.ts";
import type { Desk } from "./draft.ts";
import { type Entry, type EntryRef, type EntryState, findEntry } from "./store.ts";
import { writeEntry } from "./write.ts";

/** `operation` is the token that undoes it; null where there was nothing to do. */
export type Done = { entry: Entry; operation: string | null };

export type Change = {
  act: string;
  /** The states in which the act is open. */
  from: readonly EntryState[];
  /** What to do in another state. */
  instead?: (entry: Entry) => string | null;
  /** Where the act has been done already, so that repeating it is harmless. */
  isDone?: (entry: Entry) => boolean;
  /** The version the editor saw; absent for acts that do not depend on the text. */
  version?: number | undefined;
  /**
   * What it changes to; null: nothing. May throw a Problem, and may take an archive id or a claim: it
   * runs inside.
   */
  set: (entry: Entry, db: Db, at: Temporal.Instant) => Promise<Partial<Entry> | null>;
  reason?: string | undefined;
  /** What follows from it, in the same transaction and operation. */
  follow?: (db: Db, changed: Entry, operation: Operation) => Promise<void>;
};

/** Applies a change, or says which guard did not hold: not-found, stale-version or wrong-state. */
export function changeEntry(desk: Desk, actor: Actor, ref: string, change: Change): Promise<Done> {
  return desk.db.transaction(async (db) => {
    const entry = await requireEntry(db, ref, { lock: true });
    return changeLocked(db, { at: desk.clock(), actor }, entry, change);
  });
}

/** The same for an entry that the caller's transaction holds locked. */
export async function changeLocked(
  db: Db,
  { at, actor }: Pick<Operation, "at" | "actor">,
  entry: Entry,
  change: Change,
): Promise<Done> {
  if (change.isDone?.(entry)) return { entry, operation: null };
  checkOpen(entry, change);
  const set = await change.set(entry, db, at);
  if (set === null) return { entry, operation: null };
  const { act, reason } = change;
  const operation = await startOperation(db, { at, actor, act });
  const changed = await writeEntry(db, operation, entry, { act, set, reason });
  await change.follow?.(db, changed, operation);
  return { entry: changed, operation: operation.id };
}

/** The entry of an address: its number, or its archive id. `lock` keeps others from changing it. */
export async function requireEntry(
  db: Db,
  ref: string,
  options: { lock?: boolean } = {},
): Promise<Entry> {
  const found = await findEntry(db, parseRef(ref), options);
  if (!found) throw new Problem("not-found", `There is no entry ${ref}.`);
  return found;
}

function parseRef(ref: string): EntryRef {
  if (/^[1-9]\d{0,14}$/.test(ref)) return { id: Number(ref) };
  const archiveId = parseArchiveId(ref);
  if (archiveId) return { archiveId };
  throw new Problem("not-found", `${ref} is neither an entry's number nor an archive id.`);
}

/** Problems: stale-version, wrong-state, each with what it is now. */
export function checkOpen(
  entry: Entry,
  { act, from, version, instead }: Omit<Change, "set">,
): void {
  const { id, state } = entry;
  if (version !== undefined && version !== entry.version) {
    throw new Problem(
      "stale-version",
      `Entry ${id} was changed after the version you saw; read it again and repeat your change.`,
      { extra: { version: entry.version, state } },
    );
  }
  if (from.includes(state)) return;
  const hint = instead?.(entry) ?? null;
  throw new Problem(
    "wrong-state",
    `Entry ${id} is ${state}; ${act} is open when it is ${from.join(" or ")}${hint === null ? "" : `; ${hint}`}.`,
    { extra: { state, version: entry.version } },
  );
}
