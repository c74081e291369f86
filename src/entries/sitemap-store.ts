// What is public and when it last changed, without the texts. What was taken back has changed the
// lists that it stood in, so its time counts there.

import { and, desc, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";
import { isPublished, wasPublished } from "./published-store.ts";
import { entries } from "./table.ts";

export type Changed = { name: string; changedAt: Temporal.Instant };
export type TopicYear = { year: number; topic: string | null; changedAt: Temporal.Instant };

const isAnyPublic = sql`bool_or(${entries.state} = 'published')`;
const changedAt = sql<Temporal.Instant>`max(${entries.updatedAt})`.mapWith(entries.updatedAt);

/** The months of reports that have a published entry, newest first. */
export async function listMonths(db: Db): Promise<Changed[]> {
  const name = sql<string>`to_char(${entries.reportedOn}, 'YYYY-MM')`;
  const found = await db
    .select({ name, changedAt })
    .from(entries)
    .where(wasPublished)
    .groupBy(name)
    .having(isAnyPublic)
    .orderBy(desc(name));
  return found as Changed[];
}

/** The sources, as they are written, that have a published entry; the latest changed first. */
export async function listWrittenSources(db: Db, limit: number): Promise<Changed[]> {
  const found = await db
    .select({ name: entries.source, changedAt })
    .from(entries)
    .where(wasPublished)
    .groupBy(entries.source)
    .having(isAnyPublic)
    .orderBy(desc(changedAt), entries.source)
    .limit(limit);
  return found as Changed[];
}

/** The years, and the years of each topic, that have a published entry. */
export async function listTopicYears(db: Db): Promise<TopicYear[]> {
  const year = sql<number>`extract(year from ${entries.reportedOn})::int`;
  const among = (topic: SQL<string | null>, from: SQL): Promise<unknown[]> =>
    db
      .select({ year, topic, changedAt })
      .from(from)
      .where(wasPublished)
      .groupBy(sql`1, 2`)
      .having(isAnyPublic)
      .orderBy(sql`1 desc, 2`);
  const years = await among(sql`null::text`, sql`${entries}`);
  const topics = await among(sql`topic`, sql`${entries}, unnest(${entries.topics}) as topic`);
  return [...years, ...topics] as TopicYear[];
}

/** The published entries of a month, newest id first: 99 a day at most. */
export async function listMonthEntries(
  db: Db,
  month: Temporal.PlainYearMonth,
): Promise<{ archiveId: ArchiveId; changedAt: Temporal.Instant }[]> {
  const first = month.toPlainDate({ day: 1 }).toString();
  const last = month.toPlainDate({ day: month.daysInMonth }).toString();
  const found = await db
    .select({ archiveId: entries.archiveId, changedAt: entries.updatedAt })
    .from(entries)
    .where(and(isPublished, sql`${entries.reportedOn} between ${first} and ${last}`))
    .orderBy(desc(entries.archiveId));
  return found as { archiveId: ArchiveId; changedAt: Temporal.Instant }[];
}
