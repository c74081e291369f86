// What a feed says of one entry: headline, links and the editor's own words, nothing of the story's.

import { type Archive, topicTitle } from "#base/archive.ts";
import type { Html } from "#base/html.ts";
import { cleanText, oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import { entryBody } from "#entries/entry-body.ts";
import { permalink, sourceShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { tagUri } from "./tag-uri.ts";

type FeedLink = { href: string; title: string };

export type FeedEntry = {
  id: string;
  title: string;
  /** Of the headline; the summary is in the feed's language. */
  language: string;
  permalink: string;
  publishedAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  /** The story itself, named by who reported and who carried it. */
  via: FeedLink | null;
  related: readonly FeedLink[];
  categories: readonly { term: string; scheme: string; label: string }[];
  /** Plain text, a paragraph a line; empty where the editor wrote none. */
  summary: string;
  content: Html;
  /** Where the story was first published, as far as known. */
  source: { id: string; title: string; link: string | null; updatedAt: Temporal.Instant };
};

/** `titles` as in buildFeed. */
export function feedEntry(
  archive: Archive,
  entry: PublishedEntry,
  titles: ReadonlyMap<string, string>,
): FeedEntry {
  const words = {
    summary: cleanText(entry.summary),
    notes: entry.notes.map(cleanText),
    related: entry.related.map(oneLine),
  };
  const cited = words.related.filter((id) => titles.has(id));
  const href = webAddress(entry.url);
  return {
    id: tagUri(archive, entry.archiveId),
    title: oneLine(entry.title),
    language: entry.language,
    permalink: permalink(archive, entry.archiveId),
    publishedAt: entry.publishedAt,
    updatedAt: entry.updatedAt,
    via: href === null ? null : { href, title: oneLine(sourceShown(entry)) },
    related: cited.map((id) => ({
      href: permalink(archive, id),
      title: oneLine(titles.get(id) ?? id),
    })),
    categories: entry.topics.map((slug) => category(archive, slug)),
    summary: words.summary,
    content: entryBody(words, archive.language, (id) =>
      titles.has(id) ? permalink(archive, id) : null,
    ),
    source: origin(archive, entry, href),
  };
}

/** Without a carrier the story's site is the source's; a carrier's address says nothing of it. */
function origin(archive: Archive, entry: PublishedEntry, href: string | null): FeedEntry["source"] {
  return {
    id: tagUri(archive, `sources/${encodeURIComponent(oneLine(entry.source))}`),
    title: oneLine(entry.source),
    link: href === null || entry.via !== null ? null : new URL("/", href).href,
    // RFC 4287 §4.2.11 wants it with a copied entry; the story's own time is a lower bound.
    updatedAt: reportedAt(entry, archive.timeZone),
  };
}

function reportedAt(
  { reportedOn, reportedTime }: PublishedEntry,
  timeZone: string,
): Temporal.Instant {
  const plainTime = Temporal.PlainTime.from(reportedTime ?? "00:00");
  return reportedOn.toZonedDateTime({ timeZone, plainTime }).toInstant();
}

function category(archive: Archive, slug: string): FeedEntry["categories"][number] {
  const topic = archive.topics.find((topic) => topic.slug === slug);
  const label = topic ? topicTitle(topic, archive.language) : slug;
  return { term: slug, scheme: `${archive.url}/topics/`, label: oneLine(label) };
}
