import { type Html, html } from "#base/html.ts";
import { cutText, oneLine } from "#base/text.ts";
import { permalink } from "#entries/entry-shown.ts";
import { tagOf } from "#entries/publication-tags.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import type { Revision } from "#entries/revision-store.ts";
import { citeSection } from "./cite-section.ts";
import { corrections } from "./corrections.ts";
import { body, entryPath, headline, listItem, source, when } from "./entry-parts.ts";
import { followUpLine } from "./follow-up-line.ts";
import type { Page } from "./frame.ts";
import { entryJsonLd } from "./json-ld.ts";
import { lang } from "./lang.ts";
import { sourcePath } from "./sources-page.ts";
import { topicName } from "./topic-name.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";
import { yearPath } from "./year-links.ts";

const descriptionLength = 200;

export type EntryContext = {
  /** The two sides of its cross references. */
  cited: readonly PublishedEntry[];
  citing: readonly PublishedEntry[];
  /** As `followUp` gives it. */
  line: readonly PublishedEntry[];
  /** Its texts that were ever public, newest first. */
  revisions: readonly Revision[];
};

/** An entry's own page. */
export function entryPage(view: View, entry: PublishedEntry, context: EntryContext): Page {
  const words = wordsOf(view);
  const title = entry.title === "" ? words.noHeadline : entry.title;
  return {
    title,
    language: view.language,
    canonical: entryPath(entry.archiveId),
    description: cutText(oneLine(entry.summary), descriptionLength) || title,
    isEntry: true,
    tags: tags(entry, context),
    head: html`${entryJsonLd(view.archive, entry, context.cited)}
`,
    body: html`${article(view, entry, context)}
${followUpLine(view, entry, context.line)}
${references(view, words.cited, context.cited)}
${references(view, words.citing, context.citing)}
${corrections(view, context.revisions)}
${citeSection(view, entry)}`,
  };
}

function article(view: View, entry: PublishedEntry, { cited, revisions }: EntryContext): Html {
  const publicIds = new Set<string>(cited.map(({ archiveId }) => archiveId));
  const corrected = html`<a class="mark" href="#corrections">${wordsOf(view).corrected}</a>`;
  const { slug } = view.publisherOf(entry.source);
  const publisher = view.path(sourcePath(slug));
  return html`<article>
<p class="meta">${when(entry)} <a href="${publisher}">${source(view, entry)}</a></p>
<h1>${headline(view, entry)}</h1>
<p class="meta"><span class="id">&lt;${entry.archiveId}&gt;</span> ${revisions.length > 1 && corrected} ${topicLinks(view, entry)}</p>
<div class="text"${lang(view, view.archive.language)}>${body(view, entry, publicIds)}</div>
</article>`;
}

/** Whoever is shown here, or would be if it were public. */
function tags(entry: PublishedEntry, { line, citing }: EntryContext): string[] {
  const shown = [entry, ...line].flatMap(({ archiveId, related }) => [archiveId, ...related]);
  const ids = [...shown, ...citing.map(({ archiveId }) => archiveId)];
  return [...new Set(ids)].map(tagOf.entry);
}

function topicLinks(view: View, entry: PublishedEntry): Html[] {
  return view.archive.topics
    .filter(({ slug }) => entry.topics.includes(slug))
    .map((topic) => {
      const path = `${yearPath(entry.reportedOn.year, topic.slug)}#e${entry.archiveId}`;
      return html`<a href="${view.path(path)}">${topicName(view, topic)}</a> `;
    });
}

function references(view: View, title: string, entries: readonly PublishedEntry[]): Html | null {
  if (entries.length === 0) return null;
  // Nobody can follow a link on paper.
  const items = entries.map((entry) => {
    const address = permalink(view.archive, entry.archiveId);
    return listItem(view, entry, { added: html`<p class="printed">${address}</p>\n` });
  });
  return html`<section><h2>${title}</h2>
<ol class="entries">${items}</ol></section>`;
}
