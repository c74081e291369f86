// Corrections: entries that will replace the text of a published one.

import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";
import type { Entry, EntryState } from "./store.ts";
import { entries } from "./table.ts";

/** The states of a correction that may still be published. */
export const openStates: readonly EntryState[] = ["draft", "in_review", "approved"];

/** Of one published entry, locked: at most one is open. */
export async function lockOpenCorrection(db: Db, entryId: number): Promise<Entry | undefined> {
  const [found] = await db
    .select()
    .from(entries)
    .where(and(eq(entries.corrects, entryId), inArray(entries.state, [...openStates])))
    .for("update");
  return found;
}

/** The entry that the one of that number corrects, locked; undefined where it corrects none. */
export async function lockCorrected(db: Db, id: number): Promise<Entry | undefined> {
  const [correction] = await db
    .select({ corrects: entries.corrects })
    .from(entries)
    .where(eq(entries.id, id));
  if (!correction || correction.corrects === null) return undefined;
  const query = db.select().from(entries).where(eq(entries.id, correction.corrects));
  const [found] = await query.for("update");
  return found;
}

/** The numbers of the open corrections, by the entry that they correct. */
export async function findOpenCorrections(
  db: Db,
  entryIds: readonly number[],
): Promise<Map<number, number>> {
  if (entryIds.length === 0) return new Map();
  const found = await db
    .select({ id: entries.id, corrects: entries.corrects })
    .from(entries)
    .where(and(inArray(entries.corrects, [...entryIds]), inArray(entries.state, [...openStates])));
  return new Map(found.map(({ id, corrects }) => [corrects ?? 0, id]));
}

/** All corrections of an entry, published and discarded ones too, the first first. */
export async function listCorrectionIds(db: Db, entryId: number): Promise<number[]> {
  const found = await db
    .select({ id: entries.id })
    .from(entries)
    .where(eq(entries.corrects, entryId))
    .orderBy(asc(entries.id));
  return found.map(({ id }) => id);
}

/** The archive ids of entries, by number. */
export async function findArchiveIds(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, ArchiveId | null>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: entries.id, archiveId: entries.archiveId })
    .from(entries)
    .where(inArray(entries.id, [...ids]));
  return new Map(found.map(({ id, archiveId }) => [id, archiveId]));
}
