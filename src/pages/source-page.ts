import { type Html, html } from "#base/html.ts";
import type { ArchiveId } from "#entries/archive-id.ts";
import { reportedShown } from "#entries/dates-shown.ts";
import { languageOf } from "#entries/language.ts";
import { tagOf } from "#entries/publication-tags.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import type { Reporting } from "#entries/reporting.ts";
import { listItem } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import { lang } from "./lang.ts";
import { publisherName } from "./publisher-name.ts";
import { sourcePath } from "./sources-page.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

type Part = {
  entries: readonly PublishedEntry[];
  /** The part begins after this id; undefined for the first. */
  before: ArchiveId | undefined;
  hasMore: boolean;
};

/** What one publisher reported, newest first, in parts. */
export function sourcePage(view: View, reporting: Reporting, part: Part): Page {
  const words = wordsOf(view);
  const { publisher, entries } = reporting;
  const { name, nameEn } = publisher;
  const path = sourcePath(publisher.slug);
  const { before } = part;
  return {
    title: view.language === "en" ? (nameEn ?? name) : name,
    language: view.language,
    feed: `sources/${encodeURIComponent(publisher.slug)}`,
    canonical: before === undefined ? path : `${path}?before=${before}`,
    tags: publisher.folded.map(tagOf.source),
    body: html`<h1>${publisherName(view, publisher)} <small>${words.count(entries)}</small></h1>
<p class="meta">${words.between(reportedShown(reporting.first, null), reportedShown(reporting.last, null))}${spellings(view, reporting)}</p>
<ol class="entries">${part.entries.map((entry) => listItem(view, entry))}</ol>
${links(view, path, part)}`,
  };
}

function spellings(view: View, { publisher, spellings }: Reporting): Html | null {
  if (spellings.every((one) => one === publisher.name)) return null;
  const shown = spellings.map((one, i) => {
    return html`${i > 0 && wordsOf(view).comma}<span${lang(view, languageOf(one))}>${one}</span>`;
  });
  return html`<br>${wordsOf(view).spellings}: ${shown}`;
}

function links(view: View, path: string, { entries, before, hasMore }: Part): Html | null {
  const words = wordsOf(view);
  const last = entries.at(-1)?.archiveId;
  const newest = html`<li><a href="${view.path(path)}">${words.newest}</a></li>`;
  const older = html`<li><a href="${view.path(path)}?before=${last}" rel="next">${words.older}</a></li>`;
  if (before === undefined && !hasMore) return null;
  return html`<nav aria-label="${words.parts}"><ul>${before !== undefined && newest}${hasMore && older}</ul></nav>`;
}
