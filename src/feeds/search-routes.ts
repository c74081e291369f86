// /search.atom?q=, .rss and .json: the newest that a search finds, by publication.

import type { Archive } from "#base/archive.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { everything } from "#entries/publication-tags.ts";
import type { Search } from "#entries/search.ts";
import { sendDocument } from "#http/bytes.ts";
import type { DocumentCache, Written } from "#http/document-cache.ts";
import type { Server } from "#http/server.ts";
import type { Known } from "#search/operators.ts";
import { type ParsedQuery, parseQuery } from "#search/query.ts";
import { type Format, formats } from "./formats.ts";
import { readEntries } from "./read-feed.ts";
import { searchFeed } from "./search-feed.ts";
import { writtenFeed } from "./written-feed.ts";

const entriesInFeed = 50;
const options = {
  schema: { hide: true },
  logLevel: "warn" as const,
  config: { cleansQuery: true },
};

export type SearchFeeds = {
  db: Db;
  archive: Archive;
  search: Search;
  known: Known;
  documents: DocumentCache;
  hub: string | null;
};

/**
 * GET and HEAD. A query of nothing is a feed of nothing. Always whole: of any question that anybody
 * asks there would be a copy to keep.
 */
export function addSearchFeeds(server: Server, routes: SearchFeeds): void {
  for (const format of formats) {
    server.get(`/search.${format.ending}`, options, async (request, reply) => {
      const { q } = request.query as Record<string, unknown>;
      const query = parseQuery(String([q].flat()[0] ?? ""), routes.known);
      const key = `/search.${format.ending}?${query.written}`;
      const document = await routes.documents.get(key, () => writeFeed(routes, query, format));
      return document && sendDocument(request, reply, document);
    });
  }
}

async function writeFeed(
  { db, archive, search, hub }: SearchFeeds,
  query: ParsedQuery,
  format: Format,
): Promise<Written> {
  const asked = { limit: entriesInFeed, order: "published", after: null } as const;
  const found = await search(query, asked);
  if (found.outcome !== "found") {
    throw new Problem("unavailable", "The search could not be answered in time; ask again later.");
  }
  const { entries, tags } = await readEntries({ db, archive }, found.entries);
  const feed = searchFeed(archive, query, { entries, hub });
  // A search engine has the entries themselves.
  return writtenFeed(format, { feed, tags: [everything, ...tags] }, { "x-robots-tag": "noindex" });
}
