// The parts of an entry as pages show them.

import type { Archive } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { cutText, oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import { entryBody } from "#entries/entry-body.ts";
import { sourceShown, whenShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { wordsOf } from "./words.ts";

const leadLength = 120;

/** `2025.07.24 20:16` as a time element; day and time may break apart in a narrow column. */
export function when(entry: PublishedEntry): Html {
  const [day, time] = whenShown(entry).split(" ");
  const machine = [entry.reportedOn.toString(), ...(time === undefined ? [] : [time])].join("T");
  return html`<time datetime="${machine}">${day}${time !== undefined && html` <span>${time}</span>`}</time>`;
}

/** The headline, linked to the story and in its own language. */
export function headline(archive: Archive, entry: PublishedEntry): Html {
  const title = entry.title === "" ? wordsOf(archive).noHeadline : entry.title;
  const href = webAddress(entry.url);
  const lang = entry.language !== archive.language && html` lang="${entry.language}"`;
  return href === null
    ? html`<span class="headline"${lang}>${title}</span>`
    : html`<a class="headline" href="${href}" rel="noopener external"${lang}>${title}</a>`;
}

/** `<2508-072416>`, linked to the entry's own page. */
export function archiveIdLink({ archiveId }: PublishedEntry): Html {
  return html`<a class="id" href="${entryPath(archiveId)}">&lt;${archiveId}&gt;</a>`;
}

/** Summary, notes and cross references; of those, `publicIds` are linked. */
export function body(
  archive: Archive,
  entry: PublishedEntry,
  publicIds: ReadonlySet<string>,
): Html {
  return entryBody(entry, archive.language, (id) => (publicIds.has(id) ? entryPath(id) : null));
}

/** One entry of a list: when, who, headline, id and the beginning of the summary. */
export function listItem(archive: Archive, entry: PublishedEntry): Html {
  const lead = cutText(oneLine(entry.summary), leadLength);
  return html`<li>
<p class="meta">${when(entry)} <span class="source">${sourceShown(entry)}</span></p>
<p>${headline(archive, entry)} ${archiveIdLink(entry)}</p>
${lead !== "" && html`<p class="lead">${lead}</p>`}
</li>`;
}

export function entryPath(id: string): string {
  return `/entries/${id}`;
}
