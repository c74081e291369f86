// An entry as linked data (schema.org): the archive's own text, which cites the story.

import type { Archive } from "#base/archive.ts";
import { type Html, trusted } from "#base/html.ts";
import { oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import { permalink } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";

/**
 * A data block, no script: a browser runs nothing of it, and the page's policy stays as it is. Of the
 * entries that this one refers to, `cited` are public.
 */
export function entryJsonLd(
  archive: Archive,
  entry: PublishedEntry,
  cited: readonly PublishedEntry[],
): Html {
  return trusted(
    `<script type="application/ld+json">${jsonInScript(describe(archive, entry, cited))}</script>`,
  );
}

/** JSON in which no text ends or begins an element: `<`, `>` and `&` are escapes of JSON's. */
function jsonInScript(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function describe(
  archive: Archive,
  entry: PublishedEntry,
  cited: readonly PublishedEntry[],
): object {
  const address = permalink(archive, entry.archiveId);
  const publisher = { "@type": "Organization", name: archive.author, url: `${archive.url}/` };
  return {
    "@context": "https://schema.org",
    "@type": "Article",
    "@id": address,
    url: address,
    identifier: entry.archiveId,
    headline: oneLine(entry.title) || entry.archiveId,
    ...(entry.summary === "" ? {} : { abstract: oneLine(entry.summary) }),
    inLanguage: archive.language,
    datePublished: entry.publishedAt.toString(),
    dateModified: entry.updatedAt.toString(),
    author: publisher,
    publisher,
    isPartOf: { "@type": "Collection", name: archive.title, url: `${archive.url}/` },
    citation: [story(archive, entry), ...cited.map((other) => named(archive, other))],
  };
}

function named(archive: Archive, { archiveId, title }: PublishedEntry): object {
  const address = permalink(archive, archiveId);
  return { "@type": "Article", "@id": address, url: address, headline: oneLine(title) };
}

function story(archive: Archive, entry: PublishedEntry): object {
  const address = webAddress(entry.url);
  return {
    "@type": "NewsArticle",
    headline: oneLine(entry.title),
    ...(address === null ? {} : { url: address }),
    publisher: { "@type": "Organization", name: oneLine(entry.source) },
    ...(entry.via === null
      ? {}
      : { provider: { "@type": "Organization", name: oneLine(entry.via) } }),
    datePublished: reportedAt(archive, entry),
    inLanguage: entry.language,
  };
}

/** With the archive's offset where the story has a time: 2025-07-24T20:16:00+09:00. */
function reportedAt({ timeZone }: Archive, { reportedOn, reportedTime }: PublishedEntry): string {
  if (reportedTime === null) return reportedOn.toString();
  const plainTime = Temporal.PlainTime.from(reportedTime);
  return reportedOn.toZonedDateTime({ timeZone, plainTime }).toString({ timeZoneName: "never" });
}
