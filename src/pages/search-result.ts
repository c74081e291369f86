// One entry that was found, with what was looked for marked.

import { type Html, html } from "#base/html.ts";
import { oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { markedRuns, type Run, snippet } from "#search/snippet.ts";
import type { Term } from "#search/term.ts";
import { archiveIdLink, headline, source, when } from "./entry-parts.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";

const snippetLength = 140;

export function searchResult(view: View, entry: PublishedEntry, terms: readonly Term[]): Html {
  const texts = [entry.summary, ...entry.notes].map(oneLine);
  const lead = snippet(texts, terms, snippetLength);
  return html`<li>
<p class="meta">${when(entry)} ${source(view, entry)}</p>
<p>${markedHeadline(view, entry, terms)} ${archiveIdLink(view, entry)}</p>
${lead.length > 0 && html`<p class="lead"${lang(view, view.archive.language)}>${lead.map(shown)}</p>`}
</li>`;
}

function markedHeadline(view: View, entry: PublishedEntry, terms: readonly Term[]): Html {
  if (entry.title === "") return headline(view, entry);
  const title = markedRuns(entry.title, terms).map(shown);
  const href = webAddress(entry.url);
  return href === null
    ? html`<span class="headline"${lang(view, entry.language)}>${title}</span>`
    : html`<a class="headline" href="${href}" rel="noopener external"${lang(view, entry.language)}>${title}</a>`;
}

function shown({ text, marked }: Run): Html {
  return marked ? html`<mark>${text}</mark>` : html`${text}`;
}
