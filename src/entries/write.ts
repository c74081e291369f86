// The rows of a change: the entry's, guarded, and the one of the audit trail that tells of it.

import type { Db } from "#db/types.ts";
import { addAudit } from "#editors/audit.ts";
import type { Operation } from "#editors/operations.ts";
import { addEntry, type Entry, type NewEntry, updateEntry } from "./store.ts";
import { trailOf } from "./trail.ts";

export type Written = {
  act: string;
  set: Partial<Entry>;
  reason?: string | null | undefined;
  /** Whose text it is, where that is not who acts. */
  actor?: Operation["actor"] | { id: string; name: string };
};

/** Of an entry that the caller's transaction holds locked. */
export async function writeEntry(
  db: Db,
  operation: Operation,
  entry: Entry,
  { act, set, reason, actor = operation.actor }: Written,
): Promise<Entry> {
  const guard = { id: entry.id, version: entry.version, from: [entry.state] };
  const changed = await updateEntry(db, guard, { ...set, updatedAt: operation.at });
  if (!changed) throw new Error(`entry ${entry.id} changed while it was locked`);
  await addAudit(db, {
    ...{ at: operation.at, actor, act, subject: `entry:${entry.id}`, operation: operation.id },
    ...trailOf(entry, changed),
    ...(reason ? { reason } : {}),
  });
  return changed;
}

/** Who made it and when are the operation's. */
export async function makeEntry(
  db: Db,
  { id: operation, at, actor }: Operation,
  entry: Omit<NewEntry, "createdAt" | "createdBy" | "updatedAt">,
  { act, reason }: { act: string; reason?: string },
): Promise<Entry> {
  const made = await addEntry(db, { ...entry, createdAt: at, updatedAt: at, createdBy: actor.id });
  await addAudit(db, {
    ...{ at, actor, act, subject: `entry:${made.id}`, operation },
    ...trailOf(null, made),
    ...(reason ? { reason } : {}),
  });
  return made;
}
