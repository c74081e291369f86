// The parts of an entry as pages show them.

import { type Html, html } from "#base/html.ts";
import { cutText, oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import { entryBody } from "#entries/entry-body.ts";
import { sourceShown, whenShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { lang, sourceLang } from "./lang.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

const leadLength = 120;

/** `lead`: how many characters of the summary. `added` stands below it. */
export type Listing = { lead?: number; added?: Html };

/** `2025.07.24 20:16` as a time element; day and time may break apart in a narrow column. */
export function when(entry: PublishedEntry): Html {
  const [day, time] = whenShown(entry).split(" ");
  const machine = [entry.reportedOn.toString(), ...(time === undefined ? [] : [time])].join("T");
  return html`<time datetime="${machine}">${day}${time !== undefined && html` <span>${time}</span>`}</time>`;
}

/** `共同通信 (Yahoo)`. */
export function source(view: View, entry: PublishedEntry): Html {
  return html`<span class="source"${sourceLang(view, entry)}>${sourceShown(entry)}</span>`;
}

/** The headline, linked to the story and in its own language. */
export function headline(view: View, entry: PublishedEntry): Html {
  const href = webAddress(entry.url);
  if (entry.title === "" && href === null) return html`${wordsOf(view).noHeadline}`;
  const title = entry.title === "" ? wordsOf(view).noHeadline : entry.title;
  const language = entry.title === "" ? view.language : entry.language;
  return href === null
    ? html`<span class="headline"${lang(view, language)}>${title}</span>`
    : html`<a class="headline" href="${href}" rel="noopener external"${lang(view, language)}>${title}</a>`;
}

/** `<2508-072416>`, linked to the entry's own page; where it was corrected, to what was, too. */
export function archiveIdLink(view: View, { archiveId, revision }: PublishedEntry): Html {
  const address = view.path(entryPath(archiveId));
  const mark = html` <a class="mark" href="${address}#corrections">${wordsOf(view).corrected}</a>`;
  return html`<a class="id" href="${address}">&lt;${archiveId}&gt;</a>${revision > 1 && mark}`;
}

/** Summary, notes and cross references in the archive's language; of those, `publicIds` are linked. */
export function body(view: View, entry: PublishedEntry, publicIds: ReadonlySet<string>): Html {
  const words = entryBody(entry, view.archive.language, (id) =>
    publicIds.has(id) ? view.path(entryPath(id)) : null,
  );
  return view.abbreviate(words);
}

/** One entry of a list: when, who, headline, id and the beginning of the summary. */
export function listItem(
  view: View,
  entry: PublishedEntry,
  { lead: length = leadLength, added }: Listing = {},
): Html {
  const lead = cutText(oneLine(entry.summary), length);
  return html`<li>
<p class="meta">${when(entry)} ${source(view, entry)}</p>
<p>${headline(view, entry)} ${archiveIdLink(view, entry)}</p>
${lead !== "" && html`<p class="lead"${lang(view, view.archive.language)}>${lead}</p>`}
${added}</li>`;
}

/** In the archive's own view; `View.path` makes it that of another. */
export function entryPath(id: string): string {
  return `/entries/${id}`;
}
