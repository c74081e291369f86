// A document of some kind, read as the pool's workers read it.

import type { ParsedFeed, ParseOutcome } from "#sources/item.ts";
import type { ParseInput } from "#sources/parse-feed.ts";
import { parseKind } from "#sources/parse-kind.ts";

type Asked = Partial<ParseInput> & Pick<ParseInput, "kind">;

/** The poll of a Friday night in July: news.example.jp answers with `document`. */
export function inputOf(document: string | Uint8Array, asked: Asked): ParseInput {
  return {
    contentType: null,
    url: "https://news.example.jp/list/",
    zone: "Asia/Tokyo",
    carrier: false,
    maxItems: 2_000,
    page: null,
    now: "2025-07-25T12:00:00Z",
    bytes: typeof document === "string" ? new TextEncoder().encode(document) : document,
    ...asked,
  };
}

export async function outcomeOf(
  document: string | Uint8Array,
  asked: Asked,
): Promise<ParseOutcome> {
  return parseKind(inputOf(document, asked));
}

/** Throws where it is not read. */
export async function readAs(document: string | Uint8Array, asked: Asked): Promise<ParsedFeed> {
  const parsed = await outcomeOf(document, asked);
  if (parsed.outcome !== "ok") throw new Error(JSON.stringify(parsed));
  return parsed.feed;
}
