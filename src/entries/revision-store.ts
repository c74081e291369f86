// Every text that was ever public, under its revision number.

import { and, desc, eq, lt } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { Entry } from "./store.ts";
import { entryRevisions } from "./table.ts";
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
