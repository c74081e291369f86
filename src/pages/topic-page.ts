// A topic's year: the page that the archive keeps by hand, with its four columns.

import { type Archive, type Topic, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { sourceShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { archiveIdLink, body, headline, when } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import { wordsOf } from "./words.ts";
import { yearLinks, yearPath } from "./year-links.ts";

type TopicYear = {
  entries: readonly PublishedEntry[];
  /** All years of the topic. */
  years: readonly number[];
  /** Those of the cited ids that can be linked. */
  publicIds: ReadonlySet<string>;
};

export function topicYearPage(
  archive: Archive,
  topic: Topic,
  year: number,
  { entries, years, publicIds }: TopicYear,
): Page {
  const title = topic.page_title.replaceAll("{year}", String(year));
  const columns = wordsOf(archive).columns.map((column) => html`<th scope="col">${column}</th>`);
  return {
    title,
    language: archive.language,
    canonical: yearPath(year, topic.slug),
    feed: `topics/${topic.slug}`,
    body: html`<h1>${title}</h1>
${yearLinks(archive, years, { year, topic: topic.slug })}
<table>
<thead><tr>${columns}</tr></thead>
<tbody>
${entries.map((entry) => row(archive, entry, publicIds))}
</tbody>
</table>`,
  };
}

/** A topic that has no entry yet, and so no year to lead to. */
export function emptyTopicPage(archive: Archive, topic: Topic): Page {
  const title = topicTitle(topic, archive.language);
  return {
    title,
    language: archive.language,
    canonical: `/topics/${topic.slug}/`,
    feed: `topics/${topic.slug}`,
    body: html`<h1>${title}</h1><p>${wordsOf(archive).emptyTopic}</p>`,
  };
}

function row(archive: Archive, entry: PublishedEntry, publicIds: ReadonlySet<string>): Html {
  return html`<tr id="e${entry.archiveId}">
<td>${when(entry)}</td>
<td>${sourceShown(entry)}</td>
<th scope="row">${headline(archive, entry)} ${archiveIdLink(entry)}</th>
<td>${body(archive, entry, publicIds)}</td>
</tr>
`;
}
