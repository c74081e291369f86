import { type Html, html } from "#base/html.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { entryPath, source, when } from "./entry-parts.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** Two entries are told by their cross reference already. */
const fewest = 3;

/** How a story went on, earliest first; `shown` is the entry whose page it stands on. */
export function followUpLine(
  view: View,
  shown: PublishedEntry,
  line: readonly PublishedEntry[],
): Html | null {
  if (line.length < fewest) return null;
  const items = line.map((entry) => item(view, entry, entry.archiveId === shown.archiveId));
  return html`<section><h2>${wordsOf(view).followUp}</h2>
<ol class="line">${items}</ol></section>`;
}

function item(view: View, entry: PublishedEntry, isShown: boolean): Html {
  const title = entry.title === "" ? wordsOf(view).noHeadline : entry.title;
  const language = entry.title === "" ? view.language : entry.language;
  const name = isShown
    ? html`<b${lang(view, language)}>${title}</b>`
    : html`<a href="${view.path(entryPath(entry.archiveId))}"${lang(view, language)}>${title}</a>`;
  return html`<li${isShown && html` aria-current="true"`}>${when(entry)} <span>${name} <span class="meta">${source(view, entry)}</span></span></li>
`;
}
