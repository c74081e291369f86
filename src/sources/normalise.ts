// A parsed feed to items: text without markup, absolute links, dates understood.

import { parseDate } from "#base/dates.ts";
import { cleanText, cutText, oneLine } from "#base/text.ts";
import { canonicalUrl } from "./canonical-url.ts";
import { excerptOf, titleOf } from "./feed-text.ts";
import type { FeedFlag, Item, ParsedFeed } from "./item.ts";
import { baseOf, resolveLink, storyLink } from "./links.ts";
import type { Fields, RawFeed } from "./rss.ts";
import { splitPublisher } from "./yahoo.ts";

export type FeedContext = {
  /** Where the feed was in the end; the base of its relative links. */
  url: string;
  /** For times without a zone: "+09:00" or "Asia/Tokyo". */
  zone: string;
  /** The source carries others' stories and names the publisher in the title. */
  carrier: boolean;
  maxItems: number;
};

const maxTitle = 500;
const maxExcerpt = 1_000;
const maxGuid = 2_000;

// When it came out before when it was changed.
const dates = [
  "pubdate",
  "published",
  "issued",
  "atom:published",
  "dcterms:issued",
  "dc:date",
  "dcterms:created",
  "created",
  "updated",
  "atom:updated",
  "dcterms:modified",
  "modified",
] as const;

type Normalised = Omit<ParsedFeed, "flags"> & { flags: FeedFlag[] };

/** Only `maxItems` items are looked at; of those, the ones that say nothing are dropped. */
export function normalise(raw: RawFeed, context: FeedContext): Normalised {
  const base = feedBase(raw, context.url);
  const kept = raw.items.slice(0, context.maxItems);
  const items = kept.map((fields) => itemOf(fields, raw.format, base, context));
  const told = items.filter((item) => item.title !== "");
  return {
    title: cutText(titleOf(raw.feed, raw.format), maxTitle),
    language: languageOf(raw.feed),
    items: told,
    flags: [
      ...(kept.length < raw.items.length ? (["items-cut"] as const) : []),
      ...(told.length < items.length ? (["items-dropped"] as const) : []),
    ],
  };
}

/** xml:base rules; else an RSS feed's links are relative to the site it names, as browsers had it. */
function feedBase({ format, feed }: RawFeed, url: string): string {
  const declared = baseOf(feed.attributes, url);
  if (format === "atom" || feed.attributes["xml:base"]) return declared;
  const site = feed.all("link")[0]?.text.trim() ?? "";
  return resolveLink(site, url) ?? url;
}

function itemOf(
  fields: Fields,
  format: RawFeed["format"],
  base: string,
  context: FeedContext,
): Item {
  const url = storyLink(fields, baseOf(fields.attributes, base));
  const excerpt = excerptOf(fields, format);
  const headline = titleOf(fields, format) || cutText(oneLine(excerpt), 100) || (url ?? "");
  const { title, publisher } = context.carrier
    ? splitPublisher(headline)
    : { title: headline, publisher: null };
  return {
    guid: guidOf(fields),
    url,
    canonicalUrl: url && canonicalUrl(url),
    title: cutText(title, maxTitle),
    excerpt: cutText(excerpt, maxExcerpt),
    publisher,
    ...dateOf(fields, context.zone),
  };
}

function guidOf(fields: Fields): string | null {
  const given = [
    fields.all("guid")[0]?.text,
    fields.all("id")[0]?.text,
    fields.attributes["rdf:about"],
  ];
  const guid = given.find((text) => text?.trim());
  return guid === undefined ? null : cleanText(guid).trim().slice(0, maxGuid);
}

function dateOf(
  fields: Fields,
  zone: string,
): Pick<Item, "publishedRaw" | "publishedAt" | "timed"> {
  const written = dates.flatMap((name) => fields.all(name).map(({ text }) => oneLine(text)));
  const candidates = written.filter((text) => text !== "").map((text) => cutText(text, 100));
  for (const publishedRaw of candidates) {
    const read = parseDate(publishedRaw, zone);
    if (read) return { publishedRaw, publishedAt: read.at.toString(), timed: read.timed };
  }
  return { publishedRaw: candidates[0] ?? null, publishedAt: null, timed: false };
}

function languageOf(feed: Fields): string | null {
  const element = feed.all("language")[0] ?? feed.all("dc:language")[0];
  const tag = element?.text.trim() || feed.attributes["xml:lang"];
  try {
    return tag ? (Intl.getCanonicalLocales(tag.replace("_", "-"))[0] ?? null) : null;
  } catch {
    return null;
  }
}
