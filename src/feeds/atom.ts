// Atom 1.0, RFC 4287. Our own writer, since the feed is the product: the package that writes the
// other formats knows no source, via, related, xml:lang or XHTML.

import type { Feed } from "./feed.ts";
import type { FeedEntry } from "./feed-entry.ts";
import { element, textElement } from "./xml.ts";

/** The document, its elements always in this order, so that the same feed is the same bytes. */
export function writeAtom(feed: Feed): string {
  const head = [
    textElement("id", feed.id),
    textElement("title", feed.title),
    feed.subtitle === "" ? "" : textElement("subtitle", feed.subtitle),
    textElement("updated", feed.updatedAt.toString()),
    element("author", {}, textElement("name", feed.author)),
    textElement("generator", "Kawaraban"),
    link("self", feed.self("atom"), { type: "application/atom+xml" }),
    link("alternate", feed.alternate, { type: "text/html" }),
  ];
  const entries = feed.entries.map((entry) => writeEntry(entry, feed.language));
  const attributes = { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": feed.language };
  const body = `\n${lines([...head, ...entries])}\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${element("feed", attributes, body)}\n`;
}

function writeEntry(entry: FeedEntry, language: string): string {
  const foreign = entry.language === language ? undefined : entry.language;
  const body = lines([
    textElement("id", entry.id),
    textElement("title", entry.title, { "xml:lang": foreign }),
    textElement("published", entry.publishedAt.toString()),
    textElement("updated", entry.updatedAt.toString()),
    link("alternate", entry.permalink, { type: "text/html" }),
    entry.via && link("via", entry.via.href, { title: entry.via.title, hreflang: entry.language }),
    ...entry.related.map(({ href, title }) => link("related", href, { type: "text/html", title })),
    ...entry.categories.map((category) => element("category", category)),
    entry.summary && textElement("summary", entry.summary),
    writeContent(entry),
    writeSource(entry.source),
  ]);
  return element("entry", {}, `\n${body}\n`);
}

/** The same words as `summary`, with their paragraphs, lists and links (RFC 4287 §4.1.3.3). */
function writeContent({ content: { markup } }: FeedEntry): string {
  if (markup === "") return "";
  const div = element("div", { xmlns: "http://www.w3.org/1999/xhtml" }, markup);
  return element("content", { type: "xhtml" }, div);
}

function writeSource({ id, title, link: site, updatedAt }: FeedEntry["source"]): string {
  const body = [
    textElement("id", id),
    textElement("title", title),
    textElement("updated", updatedAt.toString()),
    site === null ? "" : link("alternate", site),
  ];
  return element("source", {}, body.join(""));
}

function link(rel: string, href: string, more: Record<string, string> = {}): string {
  return element("link", { rel, href, ...more });
}

function lines(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join("\n");
}
