// What one news page says of its story in its head: JSON-LD first, then Open Graph and the older
// names, then the title. The text of the story itself is never read.

import { getDomain } from "tldts";
import { parseDate } from "#base/dates.ts";
import { cutText, oneLine } from "#base/text.ts";
import { canonicalUrl } from "#sources/canonical-url.ts";
import { htmlToText } from "#sources/html-text.ts";
import { languageTag } from "#sources/language-tag.ts";
import { resolveLink } from "#sources/links.ts";
import { type LinkedArticle, readLinkedArticle } from "./article-json.ts";
import { type ArticleTags, readArticleTags } from "./article-tags.ts";

export type Article = {
  headline: string;
  publisher: string;
  /** The page's own idea of its address, where it is of the same publisher; without tracking. */
  url: string;
  excerpt: string;
  language: string | null;
  publishedRaw: string | null;
  /** ISO 8601 instant. */
  publishedAt: string | null;
  timed: boolean;
};

const maxHeadline = 500;
const maxPublisher = 100;
const maxExcerpt = 300;

const publishedNames = [
  "article:published_time",
  "og:article:published_time",
  "datepublished",
  "date",
  "pubdate",
  "publishdate",
  "publish-date",
  "dc.date",
  "dc.date.issued",
  "dcterms.created",
  "parsely-pub-date",
] as const;

/** Null where the page has no headline. Never throws. `url` is where the page was in the end. */
export function readArticle(html: string, url: string, zone: string): Article | null {
  const tags = readArticleTags(html);
  const linked = readLinkedArticle(tags.scripts);
  const publisher = publisherOf(tags, linked, url);
  const headline = headlineOf(tags, linked, publisher);
  if (!headline) return null;
  return {
    ...{ headline, publisher, url: addressOf(tags, linked, url) },
    excerpt: cutText(
      firstText(
        linked.description,
        tags.metas.get("og:description"),
        tags.metas.get("description"),
      ),
      maxExcerpt,
    ),
    language: languageOf(tags, linked),
    ...publishedOf(tags, linked, zone),
  };
}

function headlineOf({ metas, title }: ArticleTags, linked: LinkedArticle, publisher: string) {
  const told = firstText(linked.headline, metas.get("og:title"), metas.get("twitter:title"));
  return cutText(told || withoutName(firstText(title), publisher), maxHeadline);
}

/** 港の話 | 潮見新報: browsers want the site's name in a title, editors do not. */
function withoutName(title: string, publisher: string): string {
  if (!title.endsWith(publisher)) return title;
  const rest = title.slice(0, -publisher.length).trimEnd();
  return /[|｜\-–—:：/／]$/.test(rest) ? rest.slice(0, -1).trimEnd() : title;
}

function publisherOf({ metas }: ArticleTags, linked: LinkedArticle, url: string): string {
  const told = firstText(
    linked.publisher,
    metas.get("og:site_name"),
    metas.get("application-name"),
  );
  return cutText(told || new URL(url).hostname.replace(/^www\./, ""), maxPublisher);
}

/** A page may name another address of its own site; one of another's, or a front page, is an error. */
function addressOf(tags: ArticleTags, linked: LinkedArticle, url: string): string {
  const told = [tags.canonical, tags.metas.get("og:url"), linked.url];
  for (const one of told) {
    const address = one ? resolveLink(one, url) : null;
    if (address && isSameSite(address, url) && !isFrontPage(address)) {
      return canonicalUrl(address) ?? url;
    }
  }
  return canonicalUrl(url) ?? url;
}

function isSameSite(one: string, other: string): boolean {
  return siteOf(one) === siteOf(other);
}

function siteOf(address: string): string {
  return getDomain(address, { allowPrivateDomains: true }) ?? new URL(address).hostname;
}

function isFrontPage(address: string): boolean {
  const { pathname, search } = new URL(address);
  return pathname === "/" && search === "";
}

function languageOf({ metas, language }: ArticleTags, linked: LinkedArticle): string | null {
  const told = [language, metas.get("content-language"), linked.language, metas.get("og:locale")];
  return told.map((tag) => languageTag(tag || "")).find((tag) => tag !== null) ?? null;
}

function publishedOf({ metas, time }: ArticleTags, linked: LinkedArticle, zone: string) {
  const named = publishedNames.map((name) => metas.get(name));
  const told = [linked.published, ...named, time].map((one) => oneLine(one ?? ""));
  const written = told.filter((one) => one !== "").map((one) => cutText(one, 100));
  for (const publishedRaw of written) {
    const read = parseDate(publishedRaw, zone);
    if (read) return { publishedRaw, publishedAt: read.at.toString(), timed: read.timed };
  }
  return { publishedRaw: written[0] ?? null, publishedAt: null, timed: false };
}

/** The first that has words in it, without markup. */
function firstText(...told: readonly (string | null | undefined)[]): string {
  for (const one of told) {
    const text = oneLine(htmlToText((one ?? "").slice(0, 10_000)));
    if (text) return text;
  }
  return "";
}
