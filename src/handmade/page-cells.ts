// The head of an entry from the cells of its row: date and time, source and carrier, headline and id.

import type { Cell } from "./html-rows.ts";
import { type PageHead, readDate, readHead, readId, readTime, reportMissing } from "./page-head.ts";
import { cutId } from "./page-id.ts";
import { type PageLine, reportStray } from "./page-lines.ts";
import type { Members } from "./page-members.ts";
import type { Report } from "./page-oddity.ts";
import { type Names, readNamed } from "./page-source.ts";

type Read = { head: PageHead; rest: readonly PageLine[]; members: Members };
type Cells = readonly [Cell, ...Cell[]];

/** `rest` is the body; `members` is what the head's tags say: where it links to, its language. */
export function readCells(
  { line, cells }: { line: number; cells: Cells },
  names: Names,
  report: Report,
): Read {
  const members = readTags(line, cells, report);
  const read =
    cells.length < 4 ? readJoined(cells, names, report) : readColumns(cells, names, report);
  return { ...read, members };
}

function readColumns(cells: Cells, names: Names, report: Report): Omit<Read, "members"> {
  const [dates, sources, titles, ...bodies] = cells;
  const [first, ...others] = dates.lines;
  if (!first || !sources || !titles) return readJoined(cells, names, report);
  const { date, after } = readDate(first, report);
  const { time, rows } = readTime(first.line, [after, ...others].filter(isWritten), report);
  const found = findId(rows, sources.lines, titles.lines);
  for (const { line, text } of found.rest) reportStray(line, text, report);
  const { id, rows: headline } = readId(first.line, found.titles, date, report);
  const named = readNamed({ sources: found.sources, titles: headline }, names, report);
  const head = { date, time, ...named, id };
  reportMissing(first.line, head, report);
  return { head, rest: bodies.flatMap(({ lines }) => lines) };
}

/** Rows with fewer cells: the columns run into one another, as in the text form. */
function readJoined(cells: Cells, names: Names, report: Report): Omit<Read, "members"> {
  const last = cells.length > 2 ? cells.at(-1) : undefined;
  const before = last ? cells.slice(0, -1) : cells;
  const [first, ...others] = before.flatMap(({ lines }) => lines);
  if (!first) throw new Error("a row without a date is no entry");
  const lines = others.map((line) => ({ ...line, indented: false }));
  const { head, rest } = readHead([first, ...lines], names, report);
  const indented = rest.map((line) => ({ ...line, indented: true }));
  return { head, rest: [...indented, ...(last?.lines ?? [])] };
}

/** The id closes the headline; on some pages it stands alone in another of the head's cells. */
function findId(
  dates: readonly PageLine[],
  sources: readonly PageLine[],
  titles: readonly PageLine[],
): Record<"rest" | "sources" | "titles", readonly PageLine[]> {
  if (cutId(titles.at(-1)?.text ?? "")) return { rest: dates, sources, titles };
  const isId = ({ text }: PageLine): boolean => cutId(text)?.before === "";
  const id = [...dates, ...sources, ...titles].find(isId);
  const others = (lines: readonly PageLine[]) => lines.filter((line) => line !== id);
  return {
    rest: others(dates),
    sources: others(sources),
    titles: [...others(titles), ...(id ? [id] : [])],
  };
}

/** The headline's link, else the source's. */
function readTags(line: number, cells: Cells, report: Report): Members {
  const [dates, sources, titles, ...bodies] = cells;
  const heads = [titles, sources, dates].filter((cell) => cell !== undefined);
  const links = [...new Set(heads.flatMap((cell) => cell.links))];
  const [url] = links.filter(isAddress);
  for (const link of links) if (link !== url) reportLink(line, link, report);
  const inText = bodies.reduce((sum, cell) => sum + cell.links.length, 0);
  if (inText > 0) report(line, "links-left-out", `The summary's ${inText} links are not kept.`);
  const language = titles?.language ?? null;
  return {
    ...(url === undefined ? {} : { url }),
    ...(language !== null && isTag(language) ? { language } : {}),
  };
}

function reportLink(line: number, link: string, report: Report): void {
  report(line, "link-not-kept", `The link to ${link.slice(0, 200)} is not kept.`);
}

function isAddress(link: string): boolean {
  return /^https?:\/\/\S+$/.test(link) && link.length <= 2000 && URL.canParse(link);
}

function isTag(language: string): boolean {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language);
}

function isWritten({ text }: PageLine): boolean {
  return text !== "";
}
