// Searching what is published: a query, a page of what it finds, and how much that is.

import type { Db } from "#db/types.ts";
import type { ParsedQuery } from "#search/query.ts";
import { findPublished, type PublishedEntry } from "./published-store.ts";
import { type SearchOrder, type SearchPlace, writeSearchCursor } from "./search-order.ts";
import {
  findByIndex,
  findByWalk,
  type Hit,
  isStopped,
  limitSearch,
  most,
  type Wanted,
  walkByIndex,
  walkPage,
} from "./search-store.ts";
import { isVague } from "./search-where-store.ts";

export type SearchAsked = {
  limit: number;
  order: SearchOrder;
  /** Where the page before ended; null for the first. */
  after: SearchPlace | null;
};

export type Found =
  | {
      outcome: "found";
      entries: PublishedEntry[];
      total: { count: number; atLeast: boolean };
      next: string | null;
    }
  /** It took longer than a search may. */
  | { outcome: "too-slow" };

/** Of one statement; there are three at most. */
const millisecondsAllowed = 2500;
/** Of so many of the newest entries a common beginning is in a thousand, and they are soon read. */
const newestForVague = 5000;

export async function searchPublished(
  db: Db,
  { parts }: Pick<ParsedQuery, "parts">,
  { limit, order, after }: SearchAsked,
  milliseconds: number = millisecondsAllowed,
): Promise<Found> {
  if (parts.length === 0) return nothing;
  const wanted: Wanted = { order, before: after, limit: limit + 1 };
  try {
    return await db.transaction(async (db) => {
      await limitSearch(db, milliseconds);
      const { hits, total } = await find(db, parts, wanted);
      return show(db, hits, { total, limit });
    });
  } catch (error) {
    if (isStopped(error)) return { outcome: "too-slow" };
    throw error;
  }
}

const nothing: Found = {
  outcome: "found",
  entries: [],
  total: { count: 0, atLeast: false },
  next: null,
};

async function find(
  db: Db,
  parts: ParsedQuery["parts"],
  wanted: Wanted,
): Promise<{ hits: Hit[]; total: number }> {
  const first = await findFirst(db, parts, wanted);
  if (first.total <= most) return first;
  await walkByIndex(db);
  // The best are sought among the newest, or every hit there is would have to be read.
  if (wanted.order === "best") {
    return { ...(await findByWalk(db, parts, wanted)), total: first.total };
  }
  return { hits: await walkPage(db, parts, wanted), total: first.total };
}

async function findFirst(
  db: Db,
  parts: ParsedQuery["parts"],
  wanted: Wanted,
): Promise<{ hits: Hit[]; total: number }> {
  if (isVague(parts)) {
    const near = await findByWalk(db, parts, { ...wanted, among: newestForVague });
    if (near.total > most) return near;
  }
  const found = findByIndex(db, parts, wanted);
  if (found !== null) return found;
  await walkByIndex(db);
  return findByWalk(db, parts, wanted);
}

async function show(
  db: Db,
  hits: readonly Hit[],
  { total, limit }: { total: number; limit: number },
): Promise<Found> {
  const shown = hits.slice(0, limit);
  const last = shown.at(-1);
  const entries = await findPublished(
    db,
    shown.map(({ id }) => id),
  );
  const byId = new Map(entries.map((entry) => [entry.archiveId, entry]));
  return {
    outcome: "found",
    entries: shown.flatMap(({ id }) => byId.get(id) ?? []),
    total: { count: Math.min(total, most), atLeast: total > most },
    next: hits.length > limit && last ? writeSearchCursor(last) : null,
  };
}
