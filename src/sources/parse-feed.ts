// Bytes to items: decode, repair, parse, normalise. Runs in a worker (parse-pool.ts).

import { decode } from "./decode.ts";
import type { ParseOutcome } from "./item.ts";
import { type FeedContext, normalise } from "./normalise.ts";
import { repair } from "./repair.ts";
import { readRss } from "./rss.ts";

export type ParseInput = FeedContext & {
  bytes: Uint8Array;
  /** The Content-Type header as sent. */
  contentType: string | null;
};

/** Never throws for what the bytes are. */
export async function parseFeed(input: ParseInput): Promise<ParseOutcome> {
  const decoded = decode(input.bytes, input.contentType);
  const repaired = repair(decoded.text);
  if (!repaired) return { outcome: "not-a-feed", detail: lookOf(decoded.text) };
  try {
    const raw = await readRss(repaired.xml);
    const { flags, ...feed } = normalise(raw, input);
    if (repaired.repaired) flags.unshift("repaired");
    if (raw.lenient) flags.unshift("lenient");
    return { outcome: "ok", feed: { ...feed, flags: [...decoded.flags, ...flags] } };
  } catch (error) {
    // Too deep for the stack.
    if (error instanceof RangeError) return { outcome: "too-complex", detail: error.message };
    return { outcome: "not-a-feed", detail: firstLine(error) };
  }
}

/** What an operator needs to see why: an error page, an empty body. */
function lookOf(text: string): string {
  const start = text.slice(0, 1_000).trimStart();
  if (start === "") return "the body is empty";
  return /^<(!doctype html|html)/i.test(start)
    ? "the body is an HTML page"
    : "the body is not XML of a feed";
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
