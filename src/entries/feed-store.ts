// What feeds hold: the newest by publication, and all that was ever published by the month in which it
// was. What was withdrawn keeps its place there, so that nothing else moves.

import { and, asc, count, desc, eq, gt, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";
import {
  isPublished,
  type PublishedEntry,
  publishedColumns,
  wasPublished,
} from "./published-store.ts";
import { entries } from "./table.ts";

/** Everything, one topic, or what one source reported under any of its names. */
export type FeedFilter = { topic?: string; sources?: readonly string[] };

/** Instants, the second one past the end. */
export type Span = { from: Temporal.Instant; to: Temporal.Instant };

export type Withdrawal = { archiveId: ArchiveId; reason: string | null; at: Temporal.Instant };

const newestFirst = [desc(entries.publishedAt), desc(entries.archiveId)];

/** Newest publication first. */
export async function listLatest(
  db: Db,
  filter: FeedFilter & { limit: number },
): Promise<PublishedEntry[]> {
  const found = await db
    .select(publishedColumns)
    .from(entries)
    .where(and(isPublished, within(filter)))
    .orderBy(...newestFirst)
    .limit(filter.limit);
  return found as PublishedEntry[];
}

/** Published before `than` and corrected after it, the last corrected first. */
export async function listCorrectedSince(
  db: Db,
  filter: FeedFilter & { limit: number },
  than: Temporal.Instant,
): Promise<PublishedEntry[]> {
  const found = await db
    .select(publishedColumns)
    .from(entries)
    .where(
      and(
        ...[isPublished, within(filter), gt(entries.revision, 1)],
        ...[lt(entries.publishedAt, than), gt(entries.updatedAt, than)],
      ),
    )
    .orderBy(desc(entries.updatedAt), desc(entries.archiveId))
    .limit(filter.limit);
  return found as PublishedEntry[];
}

/** The last withdrawn first; where `since` is given, those after it. */
export async function listWithdrawn(
  db: Db,
  filter: FeedFilter & { limit: number },
  since: Temporal.Instant | null,
): Promise<Withdrawal[]> {
  const found = await db
    .select({ archiveId: entries.archiveId, reason: entries.reason, at: entries.withdrawnAt })
    .from(entries)
    .where(
      and(
        ...[wasPublished, eq(entries.state, "withdrawn"), within(filter)],
        since === null ? undefined : gt(entries.withdrawnAt, since),
      ),
    )
    .orderBy(desc(entries.withdrawnAt))
    .limit(filter.limit);
  return found as Withdrawal[];
}

/** Whether more than `limit` were ever published. */
export async function hasMoreThan(db: Db, filter: FeedFilter, limit: number): Promise<boolean> {
  const found = await db
    .select({ one: sql`1` })
    .from(entries)
    .where(and(wasPublished, within(filter)))
    .offset(limit)
    .limit(1);
  return found.length > 0;
}

export async function countPublishedIn(db: Db, filter: FeedFilter, span: Span): Promise<number> {
  const [found] = await db
    .select({ entries: count() })
    .from(entries)
    .where(and(wasPublished, within(filter), inSpan(span)));
  return found?.entries ?? 0;
}

/** When the last one before `at` was published. */
export async function findPublishedBefore(
  db: Db,
  filter: FeedFilter,
  at: Temporal.Instant | null,
): Promise<Temporal.Instant | null> {
  const [found] = await db
    .select({ at: entries.publishedAt })
    .from(entries)
    .where(and(wasPublished, within(filter), at === null ? undefined : lt(entries.publishedAt, at)))
    .orderBy(desc(entries.publishedAt))
    .limit(1);
  return found?.at ?? null;
}

/** When the first one at `at` or after it was published. */
export async function findPublishedFrom(
  db: Db,
  filter: FeedFilter,
  at: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const [found] = await db
    .select({ at: entries.publishedAt })
    .from(entries)
    .where(and(wasPublished, within(filter), gte(entries.publishedAt, at)))
    .orderBy(asc(entries.publishedAt))
    .limit(1);
  return found?.at ?? null;
}

/** Those of a span by the time of their publication, from `offset` on. */
export async function listPublishedIn(
  db: Db,
  filter: FeedFilter,
  { span, offset, limit }: { span: Span; offset: number; limit: number },
): Promise<{ published: PublishedEntry[]; withdrawn: Withdrawal[] }> {
  const { state, reason, withdrawnAt } = entries;
  const found = await db
    .select({ ...publishedColumns, state, reason, withdrawnAt })
    .from(entries)
    .where(and(wasPublished, within(filter), inSpan(span)))
    .orderBy(asc(entries.publishedAt), asc(entries.archiveId))
    .offset(offset)
    .limit(limit);
  const gone = found.filter((entry) => entry.state === "withdrawn");
  return {
    published: found.filter((entry) => entry.state === "published") as PublishedEntry[],
    withdrawn: gone.map(({ archiveId, reason, withdrawnAt }) => ({
      archiveId: archiveId as ArchiveId,
      reason,
      at: withdrawnAt as Temporal.Instant,
    })),
  };
}

function within({ topic, sources }: FeedFilter): SQL | undefined {
  return and(
    topic === undefined ? undefined : sql`${topic} = any(${entries.topics})`,
    sources === undefined ? undefined : inArray(entries.source, [...sources]),
  );
}

function inSpan({ from, to }: Span): SQL | undefined {
  return and(gte(entries.publishedAt, from), lt(entries.publishedAt, to));
}
