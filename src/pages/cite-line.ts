import type { Archive } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { permalink, sourceShown, whenShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { lang } from "./lang.ts";
import { wordsOf } from "./words.ts";

/** One line, in the archive's language: the story, the archive and where the entry will stay. */
export function citeLine(archive: Archive, entry: PublishedEntry): Html {
  const title = html`<span${lang(archive, entry.language)}>${wordsOf(archive).quoted(entry.title)}</span>`;
  const address = permalink(archive, entry.archiveId);
  return html`${sourceShown(entry)}${title}${whenShown(entry)}. ${archive.title} &lt;${entry.archiveId}&gt;. ${address}`;
}
