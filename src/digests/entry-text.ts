import type { Archive, Language } from "#base/archive.ts";
import { permalink, sourceShown, whenShown } from "#entries/entry-shown.ts";
import type { CitingEntry } from "./fragments.ts";
import { words } from "./words.ts";

/** An entry in the text part: made from the entry, not from its HTML. */
export function entryText(
  entry: CitingEntry,
  language: Language,
  archive: Pick<Archive, "url">,
): string {
  const { note, related } = words[language];
  const head = [`■ ${whenShown(entry)}　${sourceShown(entry)}`, entry.title, entry.url];
  const ids = entry.related.join(related.between);
  const parts = [
    head.filter((line) => line !== null).join("\n"),
    entry.summary,
    ...entry.notes.map((text) => `${note}${text}`),
    ids && `${related.before}${ids}${related.after}`,
    `<${entry.archiveId}> ${permalink(archive, entry.archiveId)}`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}
