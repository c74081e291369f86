import { topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { cutText, oneLine } from "#base/text.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { citeSection } from "./cite-section.ts";
import { body, entryPath, headline, listItem, source, when } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import { entryJsonLd } from "./json-ld.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";
import { yearPath } from "./year-links.ts";

const descriptionLength = 200;

/** An entry's own page. `cited` and `citing` are the two sides of its cross references. */
export function entryPage(
  view: View,
  entry: PublishedEntry,
  { cited, citing }: { cited: readonly PublishedEntry[]; citing: readonly PublishedEntry[] },
): Page {
  const words = wordsOf(view);
  const publicIds = new Set<string>(cited.map(({ archiveId }) => archiveId));
  const title = entry.title === "" ? words.noHeadline : entry.title;
  return {
    title,
    language: view.language,
    canonical: entryPath(entry.archiveId),
    description: cutText(oneLine(entry.summary), descriptionLength) || title,
    isEntry: true,
    tags: [entry.archiveId, ...entry.related].map((id) => `entry:${id}`),
    head: html`${entryJsonLd(view.archive, entry, cited)}
`,
    body: html`<article>
<p class="meta">${when(entry)} ${source(view, entry)}</p>
<h1>${headline(view, entry)}</h1>
<p class="meta"><span class="id">&lt;${entry.archiveId}&gt;</span> ${topicLinks(view, entry)}</p>
<div class="text"${lang(view, view.archive.language)}>${body(view, entry, publicIds)}</div>
</article>
${references(view, words.cited, cited)}
${references(view, words.citing, citing)}
${citeSection(view, entry)}`,
  };
}

function topicLinks(view: View, entry: PublishedEntry): Html[] {
  return view.archive.topics
    .filter(({ slug }) => entry.topics.includes(slug))
    .map((topic) => {
      const path = `${yearPath(entry.reportedOn.year, topic.slug)}#e${entry.archiveId}`;
      return html`<a href="${view.path(path)}">${topicTitle(topic, view.language)}</a> `;
    });
}

function references(view: View, title: string, entries: readonly PublishedEntry[]): Html | null {
  if (entries.length === 0) return null;
  return html`<section><h2>${title}</h2>
<ol class="entries">${entries.map((entry) => listItem(view, entry))}</ol></section>`;
}
