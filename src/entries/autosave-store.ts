// What editors have written and not saved: one text an entry.

import { eq } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { autosaves } from "./table.ts";

export type Autosave = typeof autosaves.$inferSelect;

export async function findAutosave(db: Db, entryId: number): Promise<Autosave | undefined> {
  const [found] = await db.select().from(autosaves).where(eq(autosaves.entryId, entryId));
  return found;
}

/** In place of the one before. */
export async function putAutosave(db: Db, autosave: Autosave): Promise<void> {
  const { entryId: _, ...set } = autosave;
  await db
    .insert(autosaves)
    .values(autosave)
    .onConflictDoUpdate({ target: autosaves.entryId, set });
}

export async function dropAutosave(db: Db, entryId: number): Promise<void> {
  await db.delete(autosaves).where(eq(autosaves.entryId, entryId));
}
