// Reads a hand-made page of the archive in its HTML form: a table of four columns, a row an entry.

import { type Row, readRows } from "./html-rows.ts";
import { type ParsedEntry, type ParsedPage, parseLines } from "./import-text.ts";
import { joinEntry } from "./join-entry.ts";
import { readBody } from "./page-body.ts";
import { readCells } from "./page-cells.ts";
import { reportRepeatedIds } from "./page-checks.ts";
import { cutId } from "./page-id.ts";
import { isFurniture, type PageLine, readPreamble, reportStray } from "./page-lines.ts";
import { type Report, reporter } from "./page-oddity.ts";
import { longestFirst, type Names } from "./page-source.ts";

/**
 * Nothing of its text is left out in silence, as with `parsePage`. A page without such a table is read
 * as the text that it shows. Throws RangeError for one beyond the limits of `scanHtml`.
 */
export function parseHtmlPage(
  markup: string,
  { knownSources }: { knownSources: readonly string[] },
): ParsedPage {
  const { oddities, report } = reporter();
  const names = longestFirst(knownSources);
  const { rows, outside, images } = readRows(markup.replaceAll(/\r\n?/g, "\n"), report);
  reportImages(images, report);
  const [first] = rows;
  if (!first) return parseLines(asText(outside), { names, oddities, report });
  const { heading, year } = readPreamble(
    outside.filter(({ at }) => at < first.at),
    report,
  );
  for (const { at, line, text } of outside) {
    if (at >= first.at && !isFurniture(text)) reportStray(line, text, report);
  }
  const entries = rows.map((row, i) => readRow(i + 1, row, names, report));
  reportRepeatedIds(entries, report);
  return { heading, year, entries, oddities: oddities.toSorted((a, b) => a.line - b.line) };
}

function readRow(
  n: number,
  { line, lineEnd, cells }: Row,
  names: Names,
  report: Report,
): ParsedEntry {
  const { oddities: told, report: tell } = reporter();
  const { head, rest, members } = readCells({ line, cells }, names, tell);
  const body = readBody(rest, report);
  const whole = { ...body, members: { ...members, ...body.members } };
  return joinEntry({ n, line, lineEnd }, { head, told }, whole, report);
}

function reportImages(images: readonly number[], report: Report): void {
  const [first] = images;
  if (first === undefined) return;
  report(first, "images-left-out", `Images are not kept; the page has ${images.length}.`);
}

/** From a date to the id that closes the headline nothing is indented, as in the text form. */
function asText(lines: readonly PageLine[]): PageLine[] {
  let isHead = false;
  return lines.map((line) => {
    isHead ||= /^\d{4}\.\d/.test(line.text);
    const indented = !isHead;
    if (cutId(line.text)) isHead = false;
    return { ...line, indented };
  });
}
