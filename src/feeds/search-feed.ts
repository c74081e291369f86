// A search as a feed: whoever saves it hears of what it finds from now on.

import type { Archive } from "#base/archive.ts";
import type { ParsedQuery } from "#search/query.ts";
import { buildFeed, type Feed } from "./feed.ts";
import type { FeedEntry } from "./feed-entry.ts";
import { tagUri } from "./tag-uri.ts";

/**
 * The id is that of the question, however it was typed: entries keep theirs of the archive's own
 * feeds, so that a reader that has both shows them once.
 */
export function searchFeed(
  archive: Archive,
  { written, normal }: ParsedQuery,
  { entries, hub }: { entries: readonly FeedEntry[]; hub: string | null },
): Feed {
  const asked = new URLSearchParams({ q: written });
  const title = { ja: `${archive.title}: ${written} の検索`, en: `${archive.title}: ${written}` };
  const spec = { path: "search", title: title[archive.language], page: `/search?${asked}` };
  const paging = { kind: "current", previous: null } as const;
  return {
    ...buildFeed(
      archive,
      { ...spec, filter: {}, tags: [] },
      { entries, withdrawn: [], hub, paging },
    ),
    id: tagUri(archive, `search?q=${encodeURIComponent(normal)}`),
    self: (ending) => `${archive.url}/search.${ending}?${asked}`,
  };
}
