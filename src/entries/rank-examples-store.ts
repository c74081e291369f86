// What editors took: the ranking of candidates learns from it.

import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Text } from "#candidates/rank-features.ts";
import { leadLength, type Report, reportColumns, titleLength } from "#candidates/rank-store.ts";
import { candidates } from "#candidates/table.ts";
import type { Db } from "#db/types.ts";
import { entries } from "./table.ts";

type Part = { topic: string; limit: number };

/** By the partial index alone, so that it may be asked each minute. */
export async function countPublished(db: Db): Promise<number> {
  const [found] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(entries)
    .where(eq(entries.state, "published"));
  return found?.count ?? 0;
}

/** Published entries, imported ones too, those of the latest days first. */
export function listEntryTexts(db: Db, { topic, limit }: Part): Promise<Text[]> {
  return db
    .select({
      title: sql<string>`left(${entries.title}, ${titleLength})`,
      lead: sql<string>`left(${entries.summary}, ${leadLength})`,
    })
    .from(entries)
    .where(and(eq(entries.state, "published"), isNull(entries.corrects), hasTopic(topic)))
    .orderBy(desc(entries.reportedOn), desc(entries.id))
    .limit(limit);
}

/** The candidates of which an entry came, or will come: by the entry's topics, not by their own. */
export function listAcceptedReports(
  db: Db,
  { topic, limit, timeZone }: Part & { timeZone: string },
): Promise<Report[]> {
  return db
    .select(reportColumns(timeZone))
    .from(entries)
    .innerJoin(candidates, eq(candidates.stackId, entries.stackId))
    .where(
      and(
        ne(entries.state, "withdrawn"),
        isNull(entries.corrects),
        hasTopic(topic),
        eq(candidates.state, "accepted"),
      ),
    )
    .orderBy(desc(entries.id), desc(candidates.id))
    .limit(limit);
}

function hasTopic(topic: string) {
  return sql`${topic} = any(${entries.topics})`;
}
