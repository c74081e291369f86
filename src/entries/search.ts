// Searching as pages, feeds and the API do it.

import type { Db } from "#db/types.ts";
import type { ParsedQuery } from "#search/query.ts";
import { openTurns, type Turns } from "#search/turns.ts";
import { type Found, type SearchAsked, searchPublished } from "./search-find.ts";

export type Searched = Found | { outcome: "busy" };
export type Search = (query: Pick<ParsedQuery, "parts">, asked: SearchAsked) => Promise<Searched>;

/** PostgreSQL has ten connections for everything, PGlite one. */
const turnsOf: Turns = { atOnce: 4, waiting: 40 };

/** One for the whole server, so that what it allows at once is allowed to all together. */
export function openSearch(db: Db, turns: Turns = turnsOf): Search {
  const take = openTurns(turns);
  return async (query, asked) =>
    (await take(() => searchPublished(db, query, asked))) ?? { outcome: "busy" };
}
