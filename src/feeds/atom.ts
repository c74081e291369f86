// Atom 1.0, RFC 4287. Our own writer, since the feed is the product: the package that writes the
// other formats knows no source, via, related, xml:lang or XHTML.

import type { Feed, Paging } from "./feed.ts";
import type { FeedEntry } from "./feed-entry.ts";
import { stylesheetInstruction } from "./stylesheet.ts";
import { declaration, element, textElement } from "./xml.ts";

/** The document, its elements always in this order, so that the same feed is the same bytes. */
export function writeAtom(feed: Feed): string {
  const head = [
    feed.paging.kind === "complete" ? element("fh:complete", {}) : "",
    feed.paging.kind === "archive" ? element("fh:archive", {}) : "",
    textElement("id", feed.id),
    textElement("title", feed.title),
    feed.subtitle === "" ? "" : textElement("subtitle", feed.subtitle),
    textElement("updated", feed.updatedAt.toString()),
    element("author", {}, textElement("name", feed.author)),
    textElement("generator", "Kawaraban"),
    link("self", feed.self("atom"), { type: "application/atom+xml" }),
    link("alternate", feed.alternate, { type: "text/html" }),
    feed.hub === null ? "" : link("hub", feed.hub),
    ...pagingLinks(feed.paging),
  ];
  const entries = feed.entries.map((entry) => writeEntry(entry, feed.language));
  const deleted = feed.deleted.map(({ ref, at, comment }) =>
    element(
      "at:deleted-entry",
      { ref, when: at.toString() },
      comment === "" ? "" : textElement("at:comment", comment),
    ),
  );
  const attributes = { ...namespaces, "xml:lang": feed.language };
  const body = `\n${lines([...head, ...entries, ...deleted])}\n`;
  return `${declaration}\n${stylesheetInstruction}\n${element("feed", attributes, body)}\n`;
}

const namespaces = {
  xmlns: "http://www.w3.org/2005/Atom",
  "xmlns:fh": "http://purl.org/syndication/history/1.0",
  "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
  /** Documented in docs/feeds.md. */
  "xmlns:k": "urn:x-kawaraban:atom",
};

/** RFC 5005 §4. */
function pagingLinks(paging: Paging): string[] {
  if (paging.kind === "complete") return [];
  const type = "application/atom+xml";
  const { previous } = paging;
  return [
    previous === null ? "" : link("prev-archive", `${previous}.atom`, { type }),
    ...(paging.kind === "archive"
      ? [
          link("next-archive", `${paging.next}.atom`, { type }),
          link("current", `${paging.current}.atom`, { type }),
        ]
      : []),
  ];
}

function writeEntry(entry: FeedEntry, language: string): string {
  const foreign = entry.language === language ? undefined : entry.language;
  const body = lines([
    textElement("id", entry.id),
    textElement("title", entry.title, { "xml:lang": foreign }),
    textElement("published", entry.publishedAt.toString()),
    textElement("updated", entry.updatedAt.toString()),
    link("alternate", entry.permalink, { type: "text/html" }),
    ...entry.via.map(({ href, title }) => link("via", href, { title, hreflang: entry.language })),
    ...entry.related.map(({ href, title }) => link("related", href, { type: "text/html", title })),
    ...entry.categories.map((category) => element("category", category)),
    entry.summary && textElement("summary", entry.summary),
    writeContent(entry),
    writeSource(entry.source),
    textElement("k:archive-id", entry.archiveId),
    textElement("k:reported", entry.reported),
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
