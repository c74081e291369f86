import { type Archive, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { sourceShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { citeSection } from "./cite-section.ts";
import { body, entryPath, headline, listItem, when } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import { entryJsonLd } from "./json-ld.ts";
import { wordsOf } from "./words.ts";
import { yearPath } from "./year-links.ts";

/** An entry's own page. `cited` and `citing` are the two sides of its cross references. */
export function entryPage(
  archive: Archive,
  entry: PublishedEntry,
  { cited, citing }: { cited: readonly PublishedEntry[]; citing: readonly PublishedEntry[] },
): Page {
  const words = wordsOf(archive);
  const publicIds = new Set<string>(cited.map(({ archiveId }) => archiveId));
  return {
    title: entry.title === "" ? words.noHeadline : entry.title,
    language: archive.language,
    canonical: entryPath(entry.archiveId),
    body: html`<article>
<p class="meta">${when(entry)} <span class="source">${sourceShown(entry)}</span></p>
<h1>${headline(archive, entry)}</h1>
<p class="meta"><span class="id">&lt;${entry.archiveId}&gt;</span> ${topicLinks(archive, entry)}</p>
<div class="text">${body(archive, entry, publicIds)}</div>
</article>
${references(archive, words.cited, cited)}
${references(archive, words.citing, citing)}
${citeSection(archive, entry)}
${entryJsonLd(archive, entry, cited)}`,
  };
}

function topicLinks(archive: Archive, entry: PublishedEntry): Html[] {
  return archive.topics
    .filter(({ slug }) => entry.topics.includes(slug))
    .map((topic) => {
      const path = `${yearPath(entry.reportedOn.year, topic.slug)}#e${entry.archiveId}`;
      return html`<a href="${path}">${topicTitle(topic, archive.language)}</a> `;
    });
}

function references(
  archive: Archive,
  title: string,
  entries: readonly PublishedEntry[],
): Html | null {
  if (entries.length === 0) return null;
  return html`<section><h2>${title}</h2>
<ol class="entries">${entries.map((entry) => listItem(archive, entry))}</ol></section>`;
}
