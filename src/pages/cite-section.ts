import { type Html, html } from "#base/html.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { citeFormats } from "./cite-formats.ts";
import { citeLine } from "./cite-line.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** How to cite the entry: a line to copy, and files for whatever keeps references. */
export function citeSection(view: View, entry: PublishedEntry): Html {
  const links = citeFormats.map(
    ({ ending, name, mediaType }) =>
      html`<li><a href="/entries/${entry.archiveId}.${ending}" type="${mediaType}">${name}</a></li>`,
  );
  return html`<section class="cite"><h2>${wordsOf(view).cite}</h2>
<p${lang(view, view.archive.language)}>${citeLine(view.archive, entry)}</p>
<ul class="topics">${links}</ul></section>`;
}
