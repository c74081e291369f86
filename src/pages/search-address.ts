// Where a search is.

import type { SearchOrder } from "#entries/search-order.ts";

export type SearchShown = { query: string; order: SearchOrder; cursor: string | null };

/** In the archive's own view; the newest first and the first page need no saying. */
export function searchPath({ query, order, cursor }: SearchShown): string {
  const parameters = new URLSearchParams({
    ...(query === "" ? {} : { q: query }),
    ...(order === "newest" ? {} : { order }),
    ...(cursor === null ? {} : { cursor }),
  });
  return parameters.size === 0 ? "/search" : `/search?${parameters}`;
}

/** The same as a feed. */
export function searchFeedPath(query: string, ending: "atom" | "rss" | "json"): string {
  return `/search.${ending}?${new URLSearchParams({ q: query })}`;
}
