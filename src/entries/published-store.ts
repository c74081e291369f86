// What readers may see. Feeds, pages and digests read entries only through here.

import { and, desc, eq, inArray, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";
import { entries, publication, type ReportedBy } from "./table.ts";

export type PublishedEntry = {
  id: number;
  archiveId: ArchiveId;
  reportedOn: Temporal.PlainDate;
  reportedTime: string | null;
  source: string;
  via: string | null;
  title: string;
  url: string | null;
  language: string;
  summary: string;
  notes: string[];
  related: string[];
  /** Who had reported the story when it was accepted. */
  sources: ReportedBy[];
  topics: string[];
  revision: number;
  publishedAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
};

/** For the other stores that read what is published. */
export const publishedColumns = {
  id: entries.id,
  archiveId: entries.archiveId,
  reportedOn: entries.reportedOn,
  reportedTime: entries.reportedTime,
  source: entries.source,
  via: entries.via,
  title: entries.title,
  url: entries.url,
  language: entries.language,
  summary: entries.summary,
  notes: entries.notes,
  related: entries.related,
  sources: entries.sources,
  topics: entries.topics,
  revision: entries.revision,
  publishedAt: entries.publishedAt,
  updatedAt: entries.updatedAt,
};

/** A correction that was published has given its text to the entry that it corrects. */
export const isPublished = and(eq(entries.state, "published"), isNull(entries.corrects));

/** What was public once: it is published, or withdrawn. */
export const wasPublished = and(isNotNull(entries.publishedAt), isNull(entries.corrects));

/** In the page's own order, newest archive id first; `before` is the last id of the part before. */
export async function listPublished(
  db: Db,
  filter: { topic?: string; year?: number; before?: ArchiveId; limit: number },
): Promise<PublishedEntry[]> {
  const found = await db
    .select(publishedColumns)
    .from(entries)
    .where(
      and(
        isPublished,
        filter.topic === undefined ? undefined : sql`${filter.topic} = any(${entries.topics})`,
        filter.year === undefined ? undefined : inYear(filter.year),
        filter.before === undefined ? undefined : lt(entries.archiveId, filter.before),
      ),
    )
    .orderBy(desc(entries.archiveId))
    .limit(filter.limit);
  return found as PublishedEntry[];
}

/** The published entries of those ids, in no order; an id without one is simply absent. */
export async function findPublished(db: Db, ids: readonly string[]): Promise<PublishedEntry[]> {
  if (ids.length === 0) return [];
  const found = await db
    .select(publishedColumns)
    .from(entries)
    .where(and(isPublished, inArray(entries.archiveId, ids as ArchiveId[])));
  return found as PublishedEntry[];
}

/** What was public and was taken back: the reason is all that readers get of it. */
export type Withdrawn = { archiveId: ArchiveId; reason: string; withdrawnAt: Temporal.Instant };

/** Undefined for what is public, and for what never was. */
export async function findWithdrawn(db: Db, id: ArchiveId): Promise<Withdrawn | undefined> {
  const { archiveId, reason, withdrawnAt } = entries;
  const [found] = await db
    .select({ archiveId, reason, withdrawnAt })
    .from(entries)
    .where(and(eq(archiveId, id), eq(entries.state, "withdrawn"), isNotNull(entries.publishedAt)));
  return found as Withdrawn | undefined;
}

/** The published entries that cite `id` as related: the other side of a cross reference. */
export async function listCiting(db: Db, id: ArchiveId): Promise<PublishedEntry[]> {
  const found = await db
    .select(publishedColumns)
    .from(entries)
    .where(and(isPublished, sql`${entries.related} @> array[${id}]::text[]`))
    .orderBy(desc(entries.archiveId))
    .limit(100);
  return found as PublishedEntry[];
}

/** How many published entries each year and topic has; an entry of two topics counts in both. */
export async function countByYear(
  db: Db,
): Promise<{ year: number; topic: string; entries: number }[]> {
  const year = sql`extract(year from ${entries.reportedOn})::int`;
  const statement = sql`
    select ${year} as year, topic, count(*)::int as entries
    from ${entries}, unnest(${entries.topics}) as topic
    where ${isPublished} group by 1, 2 order by 1 desc, 3 desc, 2`;
  return rows<{ year: number; topic: string; entries: number }>(db, statement);
}

/** Changes whenever anything readers see changes; 0 for an archive that never published. */
export async function findPublication(
  db: Db,
): Promise<{ number: number; changedAt: Temporal.Instant | null }> {
  const [row] = await db.select().from(publication).where(eq(publication.id, 1));
  return { number: row?.number ?? 0, changedAt: row?.changedAt ?? null };
}

function inYear(year: number): SQL | undefined {
  return sql`${entries.reportedOn} between ${`${year}-01-01`} and ${`${year}-12-31`}`;
}
