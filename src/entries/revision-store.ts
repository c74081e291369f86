// Every text that was ever public, under its revision number.

import { and, asc, desc, eq, gt, inArray, lt } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { isPublished, type PublishedEntry, publishedColumns } from "./published-store.ts";
import type { Entry } from "./store.ts";
import { entries, entryRevisions } from "./table.ts";
import { textOf } from "./text.ts";

/** A cursor may hold more than the column. */
const most = 2 ** 31 - 1;

export type Revision = typeof entryRevisions.$inferSelect;

/** Keeps what readers will see; `reason` is why it replaces the text before. */
export async function addRevisions(
  db: Db,
  published: readonly Entry[],
  reason: string | null = null,
): Promise<void> {
  if (published.length === 0) return;
  await db.insert(entryRevisions).values(
    published.map((entry) => ({
      entryId: entry.id,
      revision: entry.revision,
      publishedAt: entry.updatedAt,
      content: textOf(entry),
      reason,
    })),
  );
}

/** Newest first; `before` is the number that the page before ended with. */
export function listRevisions(
  db: Db,
  entryId: number,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Revision[]> {
  return db
    .select()
    .from(entryRevisions)
    .where(
      and(
        eq(entryRevisions.entryId, entryId),
        before === undefined ? undefined : lt(entryRevisions.revision, Math.min(before, most)),
      ),
    )
    .orderBy(desc(entryRevisions.revision))
    .limit(limit);
}

/** Every text of those entries, the oldest of each first. */
export async function listRevisionsOf(db: Db, entryIds: readonly number[]): Promise<Revision[]> {
  if (entryIds.length === 0) return [];
  return db
    .select()
    .from(entryRevisions)
    .where(inArray(entryRevisions.entryId, [...entryIds]))
    .orderBy(asc(entryRevisions.entryId), asc(entryRevisions.revision));
}

/** The last texts that replaced another and are public still, newest first, with their entries. */
export async function listLastCorrections(
  db: Db,
  limit: number,
): Promise<{ revision: Revision; entry: PublishedEntry }[]> {
  const found = await db
    .select({ revision: entryRevisions, entry: publishedColumns })
    .from(entryRevisions)
    .innerJoin(entries, eq(entries.id, entryRevisions.entryId))
    .where(and(isPublished, gt(entryRevisions.revision, 1)))
    .orderBy(desc(entryRevisions.publishedAt), desc(entryRevisions.entryId))
    .limit(limit);
  return found as { revision: Revision; entry: PublishedEntry }[];
}
