// Every change of an entry: guarded by version and state, with its audit row in the same transaction.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { addAudit } from "#editors/audit.ts";
import type { Actor } from "#http/actor.ts";
import { parseArchiveId } from "./archive-id.ts";
import type { Desk } from "./draft.ts";
import { type Entry, type EntryRef, type EntryState, findEntry, updateEntry } from "./store.ts";

export type Change = {
  act: string;
  /** The states in which the act is open. */
  from: readonly EntryState[];
  /** Where the act has been done already, so that repeating it is harmless. */
  isDone?: (entry: Entry) => boolean;
  /** The version the editor saw; absent for acts that do not depend on the text. */
  version?: number | undefined;
  /** What it changes to. May throw a Problem, and may take an archive id: it runs inside. */
  set: (entry: Entry, db: Db, at: Temporal.Instant) => Promise<Partial<Entry>>;
  reason?: string | undefined;
};

/** Applies a change, or says which guard did not hold: not-found, stale-version or wrong-state. */
export function changeEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  change: Change,
  after?: (db: Db, changed: Entry) => Promise<void>,
): Promise<Entry> {
  return desk.db.transaction(async (db) => {
    const entry = await requireEntry(db, ref, { lock: true });
    if (change.isDone?.(entry)) return entry;
    checkOpen(entry, change);
    const at = desk.clock();
    const set = await change.set(entry, db, at);
    const guard = { id: entry.id, version: entry.version, from: change.from };
    const changed = await updateEntry(db, guard, { ...set, updatedAt: at });
    if (!changed) throw stale(entry.id);
    await addAudit(db, {
      at,
      actor,
      act: change.act,
      subject: `entry:${entry.id}`,
      before: told(entry, set),
      after: told(changed, set),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
    });
    await after?.(db, changed);
    return changed;
  });
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

function checkOpen(entry: Entry, { act, from, version }: Change): void {
  if (version !== undefined && version !== entry.version) throw stale(entry.id, entry.version);
  if (from.includes(entry.state)) return;
  throw new Problem(
    "wrong-state",
    `Entry ${entry.id} is ${entry.state}; ${act} is open when it is ${from.join(" or ")}.`,
    { extra: { state: entry.state } },
  );
}

function stale(id: number, version?: number): Problem {
  const extra = version === undefined ? {} : { version };
  return new Problem(
    "stale-version",
    `Entry ${id} was changed after the version you saw; read it again and repeat your change.`,
    { extra },
  );
}

/** Only the members that the change touched, as JSON. */
function told(entry: Entry, set: Partial<Entry>): Record<string, unknown> {
  const members = { state: entry.state } as Record<string, unknown>;
  for (const name of Object.keys(set) as (keyof Entry)[]) members[name] = entry[name];
  return JSON.parse(JSON.stringify(members)) as Record<string, unknown>;
}
