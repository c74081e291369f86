// Bytes to items, by the kind of the source. Runs in a worker (parse-pool.ts). A new kind is a file
// of its own and a line here.

import type { ParseOutcome } from "./item.ts";
import { parsePage } from "./page-list.ts";
import { type ParseInput, parseFeed } from "./parse-feed.ts";
import { parseSearch } from "./search.ts";
import { parseSitemap } from "./sitemap.ts";

type ParseKind = (input: ParseInput) => Promise<ParseOutcome> | ParseOutcome;

const kinds: Readonly<Record<ParseInput["kind"], ParseKind>> = {
  feed: parseFeed,
  sitemap: parseSitemap,
  page: parsePage,
  search: parseSearch,
};

/** Never throws for what the bytes are; what is too deep or too much is too complex. */
export async function parseKind(input: ParseInput): Promise<ParseOutcome> {
  try {
    return await kinds[input.kind](input);
  } catch (error) {
    if (error instanceof RangeError) return { outcome: "too-complex", detail: error.message };
    throw error;
  }
}
