// An item from what a document says of a story, within the limits that hold for every kind.

import { parseDate } from "#base/dates.ts";
import { cleanText, cutText, oneLine } from "#base/text.ts";
import { canonicalUrl } from "./canonical-url.ts";
import type { Item } from "./item.ts";
import { splitPublisher } from "./yahoo.ts";

export const maxTitle = 500;
const maxExcerpt = 1_000;
const maxGuid = 2_000;

/** Text without markup. */
export type Told = {
  guid: string | null;
  /** As resolveLink gives it. */
  url: string | null;
  title: string;
  excerpt: string;
  publisher: string | null;
  /** As written, the best first: the first that is understood counts. */
  dates: readonly string[];
};

/** `near` is the time by which a date without a year gets one. The title may be "". */
export function makeItem(
  told: Told,
  { zone, carrier, near }: { zone: string; carrier: boolean; near?: Temporal.Instant },
): Item {
  const excerpt = cleanText(told.excerpt).trim();
  const headline = oneLine(told.title);
  const split = carrier ? splitPublisher(headline) : { title: headline, publisher: null };
  return {
    guid:
      cleanText(told.guid ?? "")
        .trim()
        .slice(0, maxGuid)
        .toWellFormed() || null,
    url: told.url,
    canonicalUrl: told.url && canonicalUrl(told.url),
    title: cutText(split.title, maxTitle),
    excerpt: cutText(excerpt, maxExcerpt),
    publisher: nameOf(told.publisher) ?? nameOf(split.publisher),
    ...readDates(told.dates, zone, near),
  };
}

/** null for none. */
function nameOf(publisher: string | null): string | null {
  return cutText(oneLine(publisher ?? ""), 100) || null;
}

function readDates(
  written: readonly string[],
  zone: string,
  near: Temporal.Instant | undefined,
): Pick<Item, "publishedRaw" | "publishedAt" | "timed"> {
  const candidates = written
    .map(oneLine)
    .filter((text) => text !== "")
    .map((text) => cutText(text, 100));
  for (const publishedRaw of candidates) {
    const read = parseDate(publishedRaw, zone, near);
    if (read) return { publishedRaw, publishedAt: read.at.toString(), timed: read.timed };
  }
  return { publishedRaw: candidates[0] ?? null, publishedAt: null, timed: false };
}
