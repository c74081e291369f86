// What a page's head says to readers of feeds.

import { cutText, oneLine } from "#base/text.ts";
import { decode } from "./decode.ts";
import { languageTag } from "./language-tag.ts";
import { resolveLink } from "./links.ts";
import { scanMarkup } from "./scan-markup.ts";

export type PageHead = {
  title: string;
  /** og:site_name; "" where there is none. */
  siteName: string;
  language: string | null;
  /** Addresses of feeds that the page links, in its order, those of comments last. */
  feeds: readonly string[];
};

/** What a page says of itself stands early; this much is read beside the event loop's other work. */
const maxBytes = 256 * 1024;
const maxPageNodes = 20_000;
const maxTitle = 500;

/** The beginning of a page as text, by the charset of HTTP or, where that is silent, of its meta. */
export function pageText(bytes: Uint8Array, contentType: string | null): string {
  const start = bytes.length > maxBytes ? bytes.subarray(0, wholeEnd(bytes)) : bytes;
  if (/charset\s*=/i.test(contentType ?? "")) return decode(start, contentType).text;
  const head = new TextDecoder("latin1").decode(start.subarray(0, 1024));
  const charset = /<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1];
  return decode(start, charset ? `text/html; charset=${charset}` : contentType).text;
}

/** Never throws: of what is too deep or too much, the part before that counts. */
export function readPageHead(text: string, url: string): PageHead {
  const links: { address: string; about: string }[] = [];
  let base = url;
  let title = "";
  let siteName = "";
  let language: string | null = null;
  let inTitle = false;
  scanPage(text, {
    onopentag: (name, attributes) => {
      if (name === "html") language ??= languageTag(attributes.lang ?? "");
      if (name === "base" && base === url) base = resolveLink(attributes.href ?? "", url) ?? url;
      if (name === "meta" && attributes.property === "og:site_name") {
        siteName ||= oneLine((attributes.content ?? "").slice(0, maxTitle));
      }
      if (name === "link" && isFeedLink(attributes)) {
        const address = resolveLink(attributes.href ?? "", base);
        if (address) links.push({ address, about: `${address} ${attributes.title ?? ""}` });
      }
      inTitle = name === "title" && title === "";
    },
    ontext: (piece) => {
      if (inTitle && title.length < maxTitle) title += piece.slice(0, maxTitle);
    },
    onclosetag: () => {
      inTitle = false;
    },
  });
  const ofComments = ({ about }: { about: string }): number =>
    /comment|コメント/i.test(about) ? 1 : 0;
  const ordered = links.toSorted((a, b) => ofComments(a) - ofComments(b));
  return {
    ...{ siteName, language },
    title: cutText(oneLine(title), maxTitle),
    feeds: [...new Set(ordered.map(({ address }) => address))],
  };
}

/** As scanMarkup, but what it refuses to go on with is simply the end. */
export function scanPage(text: string, scan: Parameters<typeof scanMarkup>[2]): void {
  try {
    scanMarkup(text, { xml: false, maxNodes: maxPageNodes }, scan);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** Cut after a line or a tag: no charset of the web but ISO-2022-JP has these bytes in a character. */
function wholeEnd(bytes: Uint8Array): number {
  const head = bytes.subarray(0, maxBytes);
  const end = Math.max(head.lastIndexOf(0x0a), head.lastIndexOf(0x3e));
  return end < 0 ? maxBytes : end + 1;
}

/** Also JSON, but only where it calls itself a feed: WordPress links its API as an alternate. */
function isFeedLink({ rel = "", type = "", href = "" }: Readonly<Record<string, string>>): boolean {
  const words = rel.toLowerCase().split(/\s+/);
  if (words.includes("feed")) return true;
  if (!words.includes("alternate")) return false;
  const plain = type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (plain === "application/json") return /feed/i.test(href);
  return /^(application\/((rss|atom|rdf)\+xml|feed\+json|xml)|text\/xml)$/.test(plain);
}
