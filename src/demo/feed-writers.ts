// The feeds of the newsstand, each in the form that newspapers of its kind have.

import { writeHttpDate } from "#base/http-date.ts";
import { element, textElement } from "#feeds/xml.ts";
import type { Charset } from "./charset.ts";

/** A story as it stands now. */
export type Told = {
  url: string;
  headline: string;
  lead: string;
  publisher: string | null;
  publishedAt: Temporal.Instant;
  changedAt: Temporal.Instant;
};

export type PaperFeed = {
  name: string;
  language: string;
  charset: Charset;
  homepage: string;
  address: string;
  /** Newest first, at least one. */
  stories: readonly Told[];
};

export type FeedWriter = (feed: PaperFeed) => string;

/** RSS 2.0 with guids and dates in Japan's time. */
export const writeRss: FeedWriter = (feed) =>
  rss(feed, feed.name, (story) => [
    textElement("title", story.headline),
    textElement("link", story.url),
    textElement("guid", story.url, { isPermaLink: "true" }),
    textElement("description", story.lead),
    textElement(
      "pubDate",
      writeHttpDate(story.publishedAt.add({ hours: 9 })).replace("GMT", "+0900"),
    ),
  ]);

/** RSS 2.0 of a portal: no guid, the publisher in the title, the lead cut. */
export const writePortal: FeedWriter = (feed) =>
  rss(feed, `${feed.name} - 総合`, (story) => [
    textElement("title", `${story.headline}(${story.publisher})`),
    textElement("link", `${story.url}?source=rss`),
    textElement("pubDate", writeHttpDate(story.publishedAt)),
    textElement("comments", `${story.url}/comments`),
    textElement("description", `${story.lead.slice(0, 60)}…`),
  ]);

/** RSS 1.0. */
export const writeRdf: FeedWriter = (feed) => {
  const channel = element(
    "channel",
    { "rdf:about": feed.homepage },
    textElement("title", feed.name) +
      textElement("link", feed.homepage) +
      textElement("description", feed.name) +
      textElement("dc:language", feed.language) +
      element("items", {}, element("rdf:Seq", {}, feed.stories.map(contentsLine).join(""))),
  );
  const root = element("rdf:RDF", rdfSpaces, channel + feed.stories.map(rdfItem).join("\n"));
  return declared(feed, root);
};

/** RFC 4287. */
export const writeAtom: FeedWriter = (feed) => {
  const head = [
    textElement("title", feed.name),
    textElement("id", feed.homepage),
    element("link", { href: feed.homepage }),
    element("link", { rel: "self", href: feed.address }),
    textElement("updated", changedAt(feed).toString({ smallestUnit: "second" })),
    element("author", {}, textElement("name", feed.name)),
  ];
  const spaces = { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": feed.language };
  return declared(feed, element("feed", spaces, [...head, ...feed.stories.map(entry)].join("\n")));
};

/** When the feed last changed. */
export function changedAt({ stories }: Pick<PaperFeed, "stories">): Temporal.Instant {
  return stories
    .map((story) => story.changedAt)
    .reduce((latest, at) => (Temporal.Instant.compare(at, latest) > 0 ? at : latest));
}

function rss(feed: PaperFeed, title: string, fieldsOf: (story: Told) => string[]): string {
  const head = [
    textElement("title", title),
    textElement("link", feed.homepage),
    textElement("description", feed.name),
    textElement("language", feed.language),
  ];
  const items = feed.stories.map((story) => element("item", {}, fieldsOf(story).join("")));
  const channel = element("channel", {}, [...head, ...items].join("\n"));
  return declared(feed, element("rss", { version: "2.0" }, channel));
}

const rdfSpaces = {
  xmlns: "http://purl.org/rss/1.0/",
  "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
};

function contentsLine({ url }: Told): string {
  return element("rdf:li", { "rdf:resource": url });
}

function rdfItem(story: Told): string {
  const at = story.publishedAt.toString({ timeZone: "Asia/Tokyo", smallestUnit: "second" });
  const fields = [
    textElement("title", story.headline),
    textElement("link", story.url),
    textElement("description", story.lead),
    textElement("dc:date", at),
  ];
  return element("item", { "rdf:about": story.url }, fields.join(""));
}

function entry(story: Told): string {
  const fields = [
    textElement("title", story.headline),
    textElement("id", story.url),
    element("link", { href: story.url }),
    textElement("published", story.publishedAt.toString({ smallestUnit: "second" })),
    textElement("updated", story.changedAt.toString({ smallestUnit: "second" })),
    textElement("summary", story.lead),
  ];
  return element("entry", {}, fields.join(""));
}

function declared({ charset }: PaperFeed, root: string): string {
  return `<?xml version="1.0" encoding="${charset}"?>\n${root}\n`;
}
