// An entry as BibTeX: a `misc`, the one type that plain BibTeX and biblatex both know for a page of
// the web. Its author is the paper that reported, in braces of its own, so that no name of a paper is
// taken apart into given name and surname.

import type { Archive } from "#base/archive.ts";
import { oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import { permalink, sourceShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";

/** One record under the key `kawaraban:2608-072416`, with a line break at its end. */
export function bibtex(archive: Archive, entry: PublishedEntry): string {
  const { archiveId, reportedOn } = entry;
  const story = webAddress(entry.url);
  const fields = [
    ["author", `{${escapeTex(sourceShown(entry))}}`],
    ["title", `{${escapeTex(entry.title)}}`],
    ["date", reportedOn.toString()],
    ["year", String(reportedOn.year)],
    ["month", String(reportedOn.month)],
    ["howpublished", escapeTex(`${archive.title} <${archiveId}>`)],
    ["url", verbatim(permalink(archive, archiveId))],
    ...(story === null ? [] : [["note", `\\url{${verbatim(story)}}`]]),
    ["langid", languages[entry.language.split("-")[0] ?? ""] ?? entry.language],
  ];
  const lines = fields.map(([name = "", value = ""]) => `  ${name.padEnd(12)} = {${value}},\n`);
  return `@misc{kawaraban:${archiveId},\n${lines.join("")}}\n`;
}

/** Text that TeX prints as it is. Braces are counted before TeX reads a backslash: none is left. */
export function escapeTex(text: string): string {
  return oneLine(text).replace(/[\\{}$&#%_~^<>]/g, (character) => marks[character] ?? character);
}

const marks: Readonly<Record<string, string>> = {
  "\\": "{\\textbackslash}",
  "{": "{\\textbraceleft}",
  "}": "{\\textbraceright}",
  "~": "{\\textasciitilde}",
  "^": "{\\textasciicircum}",
  "<": "{\\textless}",
  ">": "{\\textgreater}",
  ...{ $: "\\$", "&": "\\&", "#": "\\#", "%": "\\%", _: "\\_" },
};

/** An address is read as it stands, up to the brace that ends it. */
function verbatim(address: string): string {
  return address.replace(
    /[{}\\^]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As babel and polyglossia call them. */
const languages: Readonly<Record<string, string>> = {
  ja: "japanese",
  en: "english",
  ko: "korean",
  zh: "chinese",
  ru: "russian",
};
