// A search of what is published, as the desk's API lists it.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Known } from "#search/operators.ts";
import type { Part } from "#search/part.ts";
import { parseQuery } from "#search/query.ts";
import type { Search } from "./search.ts";
import { readSearchCursor, type SearchOrder } from "./search-order.ts";
import { type Entry, listNamed } from "./store.ts";

export type Listing = {
  entries: Entry[];
  next: string | null;
  total: { count: number; at_least: boolean };
};

/** What is asked for by `q` and by `topic`; undefined where `q` is blank and so asks for nothing. */
export function askedParts(
  q: string | undefined,
  { topic, known }: { topic: string | undefined; known: Known },
): readonly Part[] | undefined {
  if (q === undefined || q.trim() === "") return undefined;
  const { parts } = parseQuery(q, known);
  if (topic === undefined || parts.length === 0) return parts;
  return [...parts, { kind: "topic", slug: topic, not: false, written: topic }];
}

/** Problem unavailable where it took too long, bad-request for a cursor that is none of ours. */
export async function listFound(
  { db, search }: { db: Db; search: Search },
  parts: readonly Part[],
  { limit, order, cursor }: { limit: number; order: SearchOrder; cursor: string | undefined },
): Promise<Listing> {
  const after = cursor === undefined ? null : readSearchCursor(cursor);
  if (cursor !== undefined && after === null) {
    throw new Problem("bad-request", "cursor is not one that this list gave out.");
  }
  const found = await search({ parts }, { limit, order, after });
  if (found.outcome !== "found") throw unavailable(found.outcome);
  const { count, atLeast } = found.total;
  const ids = found.entries.map(({ archiveId }) => archiveId);
  return {
    entries: await listNamed(db, ids),
    next: found.next,
    total: { count, at_least: atLeast },
  };
}

function unavailable(outcome: "too-slow" | "busy"): Problem {
  return new Problem(
    "unavailable",
    outcome === "busy"
      ? "Too many searches are running; ask again in a moment."
      : "The search took too long; add a word, or narrow it, for example by year.",
  );
}
