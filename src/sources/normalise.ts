// A parsed feed to items: text without markup, absolute links, dates understood.

import { cutText, oneLine } from "#base/text.ts";
import { excerptOf, titleOf } from "./feed-text.ts";
import type { FeedFlag, Item, ParsedFeed } from "./item.ts";
import { languageTag } from "./language-tag.ts";
import { baseOf, resolveLink, storyLink } from "./links.ts";
import { makeItem, maxTitle } from "./make-item.ts";
import type { Fields, RawFeed } from "./rss.ts";

export type FeedContext = {
  /** Where the feed was in the end; the base of its relative links. */
  url: string;
  /** For times without a zone: "+09:00" or "Asia/Tokyo". */
  zone: string;
  /** The source carries others' stories and names the publisher in the title. */
  carrier: boolean;
  maxItems: number;
};

/** Who reported a story, where its item tells, and its title without that. */
export type Attribute = (
  title: string,
  fields: Fields,
) => { title: string; publisher: string | null };

// When it came out before when it was changed.
const dateFields = [
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

type Normalised = Omit<ParsedFeed, "flags" | "hints"> & { flags: FeedFlag[] };

/** Only `maxItems` items are looked at; of those, the ones that say nothing are dropped. */
export function normalise(
  raw: RawFeed,
  context: FeedContext,
  attribute: Attribute = (title) => ({ title, publisher: null }),
): Normalised {
  const base = feedBase(raw, context.url);
  const kept = raw.items.slice(0, context.maxItems);
  const items = kept.map((fields) => itemOf(fields, raw.format, base, context, attribute));
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
  attribute: Attribute,
): Item {
  const url = storyLink(fields, baseOf(fields.attributes, base));
  const excerpt = excerptOf(fields, format);
  const headline = titleOf(fields, format) || cutText(oneLine(excerpt), 100) || (url ?? "");
  const dates = dateFields.flatMap((name) =>
    fields
      .all(name)
      .slice(0, 3)
      .map(({ text }) => text),
  );
  const told = { guid: guidOf(fields), url, excerpt, dates, ...attribute(headline, fields) };
  return makeItem(told, context);
}

function guidOf(fields: Fields): string | null {
  const given = [
    fields.all("guid")[0]?.text,
    fields.all("id")[0]?.text,
    fields.attributes["rdf:about"],
  ];
  return given.find((text) => text?.trim()) ?? null;
}

function languageOf(feed: Fields): string | null {
  const element = feed.all("language")[0] ?? feed.all("dc:language")[0];
  return languageTag(element?.text.trim() || (feed.attributes["xml:lang"] ?? ""));
}
