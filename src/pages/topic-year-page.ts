// A topic's year: the page that the archive keeps by hand, with its four columns.

import { type Topic, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { sourceShown } from "#entries/entry-shown.ts";
import { tagOf, yearsTag } from "#entries/publication-tags.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { archiveIdLink, body, headline, when } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import { lang, sourceLang } from "./lang.ts";
import { topicLang } from "./topic-name.ts";
import type { View } from "./view.ts";
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
  view: View,
  topic: Topic,
  year: number,
  { entries, years, publicIds }: TopicYear,
): Page {
  const title = pageTitle(view, topic, year);
  const words = wordsOf(view);
  const columns = words.columns.map((column) => html`<th scope="col">${column}</th>`);
  return {
    title,
    language: view.language,
    canonical: yearPath(year, topic.slug),
    description: [title, words.count(entries.length)].join(words.comma),
    feed: `topics/${topic.slug}`,
    tags: [tagOf.topicYear(topic.slug, year), yearsTag, ...citedTags(entries)],
    body: html`<h1${topicLang(view, topic)}>${title}</h1>
${yearLinks(view, years, { year, topic: topic.slug })}
<table class="sheet">
<thead><tr>${columns}</tr></thead>
<tbody>
${entries.map((entry) => row(view, entry, publicIds))}
</tbody>
</table>`,
  };
}

/** Whether a cited id can be linked changes with the cited entry. */
function citedTags(entries: readonly PublishedEntry[]): string[] {
  return [...new Set(entries.flatMap(({ related }) => related.map(tagOf.entry)))];
}

/** The configured heading is in the archive's language; in another the topic's name stands in. */
function pageTitle(view: View, topic: Topic, year: number): string {
  return view.language === view.archive.language
    ? topic.page_title.replaceAll("{year}", String(year))
    : wordsOf(view).topicYear(topicTitle(topic, view.language), year);
}

function row(view: View, entry: PublishedEntry, publicIds: ReadonlySet<string>): Html {
  return html`<tr id="e${entry.archiveId}">
<td>${when(entry)}</td>
<td${sourceLang(view, entry)}>${sourceShown(entry)}</td>
<th scope="row">${headline(view, entry)} ${archiveIdLink(view, entry)}</th>
<td${lang(view, view.archive.language)}>${body(view, entry, publicIds)}</td>
</tr>
`;
}
