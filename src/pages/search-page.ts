// The results of a search, and the page where nothing was asked yet.

import { type Html, html } from "#base/html.ts";
import { everything } from "#entries/publication-tags.ts";
import type { Searched } from "#entries/search.ts";
import { markedTerms } from "#search/marks.ts";
import type { ParsedQuery } from "#search/query.ts";
import type { Page } from "./frame.ts";
import { type SearchShown, searchFeedPath, searchPath } from "./search-address.ts";
import { searchForm } from "./search-form.ts";
import { searchHelp } from "./search-help.ts";
import { searchReading } from "./search-reading.ts";
import { searchResult } from "./search-result.ts";
import { searchWordsOf } from "./search-words.ts";
import type { View } from "./view.ts";

type Result = { query: ParsedQuery; shown: SearchShown; found: Searched };

/** Kept out of search engines: whatever anybody asks would be a page to them. */
const noindex = html`<meta name="robots" content="noindex">\n`;

export function searchPage(view: View, { query, shown, found }: Result): Page {
  const words = searchWordsOf(view);
  const title = words.titleOf(query.written);
  return {
    title,
    language: view.language,
    canonical: searchPath(shown),
    tags: [everything],
    head: noindex,
    feedLinks: html`<link rel="alternate" type="application/atom+xml" title="Atom (${query.written})" href="${searchFeedPath(query.written, "atom")}">\n`,
    body: html`<h1>${title}${found.outcome === "found" && html` <small>${words.total(found.total.count, found.total.atLeast)}</small>`}</h1>
${searchForm(view, query.written, shown.order)}
${searchReading(view, query)}
${results(view, { query, shown, found })}`,
  };
}

export function emptySearchPage(view: View, query: ParsedQuery): Page {
  const words = searchWordsOf(view);
  return {
    title: words.title,
    language: view.language,
    canonical: "/search",
    tags: [],
    body: html`<h1>${words.title}</h1>
${searchForm(view, query.written, "newest")}
${searchReading(view, query)}
${searchHelp(view)}`,
  };
}

function results(view: View, { query, shown, found }: Result): Html {
  const words = searchWordsOf(view);
  if (found.outcome === "too-slow") return html`<p>${words.narrow}</p>${searchHelp(view)}`;
  if (found.outcome === "busy") return html`<p>${words.busy}</p>`;
  if (found.entries.length === 0) {
    return html`<p>${words.none} ${words.noneHint}</p>${subscribe(view, query)}${searchHelp(view)}`;
  }
  const terms = markedTerms(query.parts);
  return html`${orders(view, shown)}
<ol class="entries">${found.entries.map((entry) => searchResult(view, entry, terms))}</ol>
${links(view, shown, found.next)}
${subscribe(view, query)}`;
}

function orders(view: View, shown: SearchShown): Html {
  const words = searchWordsOf(view);
  const items = (["newest", "best"] as const).map((order) => {
    const path = searchPath({ ...shown, order, cursor: null });
    const current = order === shown.order && html` aria-current="true"`;
    return html`<li><a href="${view.path(path)}" rel="nofollow"${current}>${words[order]}</a></li>`;
  });
  return html`<nav class="orders" aria-label="${words.order}"><ul>${items}</ul></nav>`;
}

function links(view: View, shown: SearchShown, next: string | null): Html | null {
  if (next === null && shown.cursor === null) return null;
  const words = searchWordsOf(view);
  const link = (cursor: string | null, rel: string, name: string): Html =>
    html`<li><a href="${view.path(searchPath({ ...shown, cursor }))}" rel="${rel}">${name}</a></li>`;
  return html`<nav aria-label="${words.parts}"><ul>${shown.cursor !== null && link(null, "nofollow", words.first)}${next !== null && link(next, "next nofollow", words.more)}</ul></nav>`;
}

function subscribe(view: View, { written }: ParsedQuery): Html {
  const words = searchWordsOf(view);
  return html`<p class="meta">${words.subscribe}: <a href="${searchFeedPath(written, "atom")}">Atom</a> <a href="${searchFeedPath(written, "rss")}">RSS</a> <a href="${searchFeedPath(written, "json")}">JSON Feed</a></p>`;
}
