// Published entries that a query finds. Two steps, since the planner does not know how rare a term is:
// asked for the newest twenty of a rare one, it walks the whole archive by date (925 ms of 100,000
// entries, measured). So the index gives all of them first, as far as a thousand; only where there are
// more is the archive walked, and then it does not take long.

import { type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Part } from "#search/part.ts";
import type { ArchiveId } from "./archive-id.ts";
import type { SearchOrder, SearchPlace } from "./search-order.ts";
import { asked, askedOfIndex, score, searchable } from "./search-where-store.ts";
import { entries } from "./table.ts";

export type Hit = { id: ArchiveId; day: string; score: number };

/** `before` is the last hit of the page before. */
export type Wanted = { order: SearchOrder; before: SearchPlace | null; limit: number };

/** Where a query may have so many hits and no more, it has "a thousand or more". */
export const most = 1000;

/**
 * For the transaction: no statement of it runs longer. JIT and workers cost more than they bring, and
 * a bitmap of a million entries has room, or each of them would be looked at again.
 */
export async function limitSearch(db: Db, milliseconds: number): Promise<void> {
  await db.execute(sql`
    select set_config('statement_timeout', ${`${milliseconds}ms`}, true),
      set_config('work_mem', '32MB', true), set_config('jit', 'off', true),
      set_config('max_parallel_workers_per_gather', '0', true),
      set_config('enable_seqscan', 'off', true)`);
}

/** For the rest of the transaction: entries in the order of an index, until there are enough. */
export async function walkByIndex(db: Db): Promise<void> {
  await db.execute(sql`
    select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`);
}

/** By the index, in an order of their own; `total` is at most `most` + 1. Null: nothing to look for. */
export function findByIndex(
  db: Db,
  parts: readonly Part[],
  wanted: Wanted,
): Promise<{ hits: Hit[]; total: number }> | null {
  const indexed = askedOfIndex(parts);
  if (indexed === null) return null;
  const found = sql`select ${columns(parts, wanted.order)} from ${entries}
    where ${searchable} and ${indexed} and ${asked(parts)} limit ${most + 1}`;
  return page(db, found, wanted);
}

/** Of the newest `most` + 1 hits, walking from the newest entry; of the newest `among` only. */
export function findByWalk(
  db: Db,
  parts: readonly Part[],
  { among, ...wanted }: Wanted & { among?: number },
): Promise<{ hits: Hit[]; total: number }> {
  const newest = sql`order by ${entries.reportedOn} desc, ${entries.archiveId} desc`;
  if (among === undefined) {
    const found = sql`select ${columns(parts, wanted.order)} from ${entries}
      where ${searchable} and ${asked(parts)} ${newest} limit ${most + 1}`;
    return page(db, found, wanted);
  }
  const found = sql`select ${columns(parts, wanted.order)} from (
      select * from ${entries} where ${searchable} ${newest} limit ${among}
    ) ${entries} where ${asked(parts)} limit ${most + 1}`;
  return page(db, found, wanted);
}

/** One page of more hits than are counted, in the order of the archive or of its publications. */
export async function walkPage(
  db: Db,
  parts: readonly Part[],
  { order, before, limit }: Wanted,
): Promise<Hit[]> {
  const by = order === "published" ? entries.publishedAt : entries.reportedOn;
  const after =
    before &&
    sql`and (${entries.reportedOn}, ${entries.archiveId}) < (${before.day}::date, ${before.id}::text)`;
  return rows<Hit>(
    db,
    sql`
    select ${entries.archiveId} as id, ${entries.reportedOn}::text as day, 0 as score
    from ${entries} where ${searchable} and ${asked(parts)} ${after ?? sql``}
    order by ${by} desc, ${entries.archiveId} desc limit ${limit}`,
  );
}

/** A thousand scores take as long as everything else together, so they are only made where they count. */
function columns(parts: readonly Part[], order: SearchOrder): SQL {
  return sql`${entries.archiveId} as id, ${entries.reportedOn} as day, ${entries.publishedAt} as at,
    ${order === "best" ? score(parts) : sql`0`} as score`;
}

async function page(
  db: Db,
  found: SQL,
  { order, before, limit }: Wanted,
): Promise<{ hits: Hit[]; total: number }> {
  const follows = before === null ? sql`true` : follow(order, before);
  const [answer] = await rows<{ total: number; hits: Hit[] | null }>(
    db,
    sql`
    with found as materialized (${found})
    select (select count(*)::int from found) as total, (
      select json_agg(hit) from (
        select id, day, score from found where ${follows} order by ${orders[order]} limit ${limit}
      ) hit
    ) as hits`,
  );
  return { hits: answer?.hits ?? [], total: answer?.total ?? 0 };
}

const orders: Readonly<Record<SearchOrder, SQL>> = {
  newest: sql`day desc, id desc`,
  best: sql`score desc, day desc, id desc`,
  published: sql`at desc, id desc`,
};

function follow(order: SearchOrder, { score, day, id }: SearchPlace): SQL {
  if (order === "newest") return sql`(day, id) < (${day}::date, ${id}::text)`;
  return sql`(score, day, id) < (${score}::int, ${day}::date, ${id}::text)`;
}

/** Whether PostgreSQL ended a statement for its time limit: query_canceled. */
export function isStopped(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return code === "57014" || cause?.code === "57014";
}
