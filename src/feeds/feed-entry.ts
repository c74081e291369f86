// What a feed says of one entry: headline, links and the editor's own words, nothing of the story's.

import { type Archive, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { cleanText, oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import type { ShownCorrection } from "#entries/correction-shown.ts";
import { entryBody } from "#entries/entry-body.ts";
import { permalink, sourceShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { correctionLine } from "./correction-line.ts";
import { tagUri } from "./tag-uri.ts";

const viaAtMost = 5;

export type FeedLink = { href: string; title: string };

export type FeedEntry = {
  id: string;
  title: string;
  /** Of the headline; the summary is in the feed's language. */
  language: string;
  permalink: string;
  publishedAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  /** The story itself, named by who reported and who carried it; the entry's own link first. */
  via: readonly FeedLink[];
  related: readonly FeedLink[];
  categories: readonly { term: string; scheme: string; label: string }[];
  /** Plain text, a paragraph a line; empty where the editor wrote none. */
  summary: string;
  content: Html;
  /** The archive's id, and when the story was reported: its day, and its time where it had one. */
  archiveId: string;
  reported: string;
  /** Where the story was first published, as far as known. */
  source: { id: string; title: string; link: string | null; updatedAt: Temporal.Instant };
};

/**
 * `titles` holds the headlines of those cited entries that are public, by archive id; `corrections`
 * the oldest first.
 */
export function feedEntry(
  archive: Archive,
  entry: PublishedEntry,
  {
    titles,
    corrections,
  }: {
    titles: ReadonlyMap<string, string>;
    corrections: readonly ShownCorrection[];
  },
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
    via: viaLinks(entry),
    related: cited.map((id) => ({
      href: permalink(archive, id),
      title: oneLine(titles.get(id) ?? id),
    })),
    categories: entry.topics.map((slug) => category(archive, slug)),
    summary: words.summary,
    content: html`${entryBody(words, archive.language, (id) =>
      titles.has(id) ? permalink(archive, id) : null,
    )}${corrections.map((correction) => correctionLine(archive, correction))}`,
    archiveId: entry.archiveId,
    reported: [entry.reportedOn, entry.reportedTime].filter((part) => part !== null).join("T"),
    source: origin(archive, entry, href),
  };
}

/** The entry's own link, and where else the same source had the story: at its site, at a carrier's. */
function viaLinks(entry: PublishedEntry): FeedLink[] {
  const { source, via, url, sources } = entry;
  const reports = [
    { source, via, url },
    ...sources.filter((one) => oneLine(one.source) === oneLine(source)),
  ];
  const links = reports.flatMap((report) => {
    const href = webAddress(report.url);
    return href === null ? [] : [[href, { href, title: oneLine(sourceShown(report)) }] as const];
  });
  const first = new Map<string, FeedLink>();
  for (const [href, link] of links) if (!first.has(href)) first.set(href, link);
  return [...first.values()].slice(0, viaAtMost);
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
