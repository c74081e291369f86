// The feed of a news search (Google News, Bing): others' stories, each with who reported it. Google's
// links are opaque and stay as they are; Bing's carry the story's own address.

import { foldText } from "#base/text.ts";
import { canonicalUrl } from "./canonical-url.ts";
import type { Item, ParseOutcome } from "./item.ts";
import { resolveLink } from "./links.ts";
import type { Attribute } from "./normalise.ts";
import { type ParseInput, parseFeed } from "./parse-feed.ts";

/** A longer tail of a title is a part of the headline. */
const maxName = 60;

export async function parseSearch(input: ParseInput): Promise<ParseOutcome> {
  const parsed = await parseFeed(input, attribution);
  if (parsed.outcome !== "ok") return parsed;
  const items = parsed.feed.items.map(withOwnExcerpt).map(withOwnLink);
  return { outcome: "ok", feed: { ...parsed.feed, items } };
}

/** By `<source>`, or else by the title's last ` - `; the title loses the name that it ends with. */
const attribution: Attribute = (title, fields) => {
  const named = [...fields.all("source"), ...fields.all("unknown:source")];
  const publisher = named.map(({ text }) => text.trim()).find((text) => text !== "");
  const at = title.lastIndexOf(" - ");
  const tail = at > 0 ? title.slice(at + 3).trim() : "";
  if (publisher && foldText(tail) !== foldText(publisher)) return { title, publisher };
  if (!tail || tail.length > maxName) return { title, publisher: publisher ?? null };
  return { title: title.slice(0, at).trim(), publisher: publisher ?? tail };
};

/** Google's description is the headline again, or a list of other papers' headlines. */
function withOwnExcerpt(item: Item): Item {
  const echoes = foldText(item.excerpt).startsWith(foldText(item.title));
  return echoes ? { ...item, excerpt: "" } : item;
}

/** Bing's click counter has the story's address in `url`; its own changes with every query. */
function withOwnLink(item: Item): Item {
  const counter = item.url === null ? null : URL.parse(item.url);
  if (!counter || !/(^|\.)bing\.com$/.test(counter.hostname)) return item;
  const target = counter.searchParams.get("url");
  const url = target && /^https?:/i.test(target) ? resolveLink(target, target) : null;
  return url ? { ...item, url, canonicalUrl: canonicalUrl(url) } : item;
}
