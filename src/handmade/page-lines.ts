// The lines of a hand-made page, and those of them that are no entry's.

import { cleanText, cutText } from "#base/text.ts";
import type { Report } from "./page-oddity.ts";

/** `line` counts from 1; `text` is without white space at either end. */
export type PageLine = { line: number; text: string; indented: boolean };

/** Every line of the page; a newline at the very end begins no further line. */
export function pageLines(page: string, report: Report): PageLine[] {
  const raws = page.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  if (raws.at(-1) === "") raws.pop();
  return raws.map((raw, i) => {
    const clean = cleanText(raw);
    if (clean !== raw) report(i + 1, "control-characters", "Control characters were removed.");
    return { line: i + 1, text: clean.trim(), indented: /^\s/.test(clean) };
  });
}

/** `2025.07.24` at the beginning, alone or followed by more, begins an entry. */
export function startsEntry({ text, indented }: PageLine): boolean {
  return (indented ? /^\d{4}\.\d{1,2}\.\d{1,2}$/ : /^\d{4}\.\d{1,2}\.\d{1,2}(?:\s|$)/).test(text);
}

/** The first line is the heading, with the year in it; then links to other years and column heads. */
export function readPreamble(
  lines: readonly PageLine[],
  report: Report,
): { heading: string | null; year: number | null } {
  const written = lines.filter(({ text }) => text !== "");
  const heading = written[0] && !isFurniture(written[0].text) ? written[0] : undefined;
  if (!heading) report(1, "heading-missing", "The page has no heading; its year is not known.");
  for (const row of written) {
    if (row !== heading && !isFurniture(row.text)) reportStray(row.line, row.text, report);
  }
  const year = /(\d{4})年/.exec(heading?.text ?? "")?.[1];
  return { heading: heading?.text ?? null, year: year === undefined ? null : Number(year) };
}

/** Links to other years, and the heads of the table's columns. */
export function isFurniture(text: string): boolean {
  const words = text.split(/\s+/);
  if (words.every((word) => /^\d{4}年(?:以前)?の報道$/.test(word))) return true;
  return columnHeads.has(words.join(""));
}
const columnHeads = new Set(["年月日", "出典", "標題", "要旨", "年月日出典標題要旨"]);

export function reportStray(line: number, text: string, report: Report): void {
  report(line, "stray-line", `"${cutText(text, 60)}" belongs to no entry; it was left out.`);
}
