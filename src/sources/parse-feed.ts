// A feed's bytes to items: decode, repair, parse, normalise. Runs in a worker (parse-pool.ts).

import { decode } from "./decode.ts";
import { hintsOf } from "./hints.ts";
import type { ParseOutcome } from "./item.ts";
import { isJson, readJsonFeed } from "./json-feed.ts";
import { type Attribute, type FeedContext, normalise } from "./normalise.ts";
import { repair } from "./repair.ts";
import { readRss } from "./rss.ts";
import type { PageSelectors } from "./spec.ts";

export type ParseInput = FeedContext & {
  bytes: Uint8Array;
  /** The Content-Type header as sent. */
  contentType: string | null;
  /** What the bytes are to be read as. */
  kind: "feed" | "sitemap" | "page" | "search";
  /** Where a page's items are; null for every other kind. */
  page: PageSelectors | null;
  /** The time of the poll (ISO 8601 instant): a date without a year is the nearest to it. */
  now: string;
};

/** RSS, RDF, Atom and JSON Feed, told apart by how they begin. Never throws for what the bytes are. */
export async function parseFeed(input: ParseInput, attribute?: Attribute): Promise<ParseOutcome> {
  const decoded = decode(input.bytes, input.contentType);
  if (isJson(decoded.text)) return readJsonFeed(decoded, input);
  try {
    const repaired = repair(decoded.text);
    if (!repaired) return { outcome: "not-a-feed", detail: lookOf(decoded.text) };
    const raw = await readRss(repaired.xml, input.maxItems);
    const { flags, ...feed } = normalise(raw, input, attribute);
    if (repaired.repaired) flags.unshift("repaired");
    if (raw.lenient) flags.unshift("lenient");
    const hints = hintsOf(raw.feed);
    return { outcome: "ok", feed: { ...feed, flags: [...decoded.flags, ...flags], hints } };
  } catch (error) {
    // Too deep, or too much of it.
    if (error instanceof RangeError) return { outcome: "too-complex", detail: error.message };
    return { outcome: "not-a-feed", detail: firstLine(error) };
  }
}

/** What an operator needs to see why: an error page, an empty body. */
export function lookOf(text: string): string {
  const start = text.slice(0, 1_000).trimStart();
  if (start === "") return "the body is empty";
  return /^<(!doctype html|html)/i.test(start)
    ? "the body is an HTML page"
    : "the body is not XML of a feed";
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
