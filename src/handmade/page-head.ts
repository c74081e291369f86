// The head of an entry on a hand-made page: date, time, source, carrier, headline and id, over as
// many lines as the page happens to break it into.

import { realDay } from "#entries/real-day.ts";
import { checkId, cutId } from "./page-id.ts";
import type { PageLine } from "./page-lines.ts";
import type { Report } from "./page-oddity.ts";
import { carrier, type Names, readSource, type SourceAndTitle } from "./page-source.ts";

export type PageHead = SourceAndTitle & {
  /** YYYY-MM-DD */
  date: string | null;
  /** HH:MM in Japan */
  time: string | null;
  /** As printed; `parseArchiveId` tells whether it keeps the rule. */
  id: string | null;
};

/** Reads the first lines of an entry; `rest` is its body. */
export function readHead(
  lines: readonly [PageLine, ...PageLine[]],
  names: Names,
  report: Report,
): { head: PageHead; rest: readonly PageLine[] } {
  const { line } = lines[0];
  const { date, after } = readDate(lines[0], report);
  const length = headLength(lines);
  const written = [after, ...lines.slice(1, length)].filter(({ text }) => text !== "");
  const timed = readTime(line, written, report);
  const { rows, id } = readId(line, timed.rows, date, report);
  const read = readSource(rows, names, report);
  const head = { date, time: timed.time, ...read, id };
  reportMissing(line, head, report);
  return { head, rest: lines.slice(length) };
}

export function reportMissing(line: number, head: PageHead, report: Report): void {
  if (head.source === null) report(line, "source-missing", "The entry names no source.");
  if (head.title === null) report(line, "title-missing", "The entry has no headline.");
}

/** A head is never longer; so a page without ids is not read as one long headline. */
const longestHead = 12;

/** Up to the line that ends with an id; where none does, up to the first that may be a headline. */
function headLength(lines: readonly PageLine[]): number {
  const body = lines.findIndex(({ text, indented }, i) => i > 0 && isBody(text, indented));
  const head = lines.slice(0, body < 0 ? longestHead : Math.min(body, longestHead));
  const withId = lines.slice(0, longestHead).findIndex(({ text }) => cutId(text) !== null);
  if (withId >= 0 && withId <= head.length) return withId + 1;
  const via = head.findIndex(({ text }) => carrier(text) !== null);
  const title = head.findIndex(
    ({ text }, i) => i > via && text !== "" && withoutTime(withoutDate(text)) !== "",
  );
  return title < 0 ? head.length : title + 1;
}

function isBody(text: string, indented: boolean): boolean {
  if (/^(?:・|【註|【注|【関連記事)/.test(text)) return true;
  return indented && text !== "" && withoutTime(text) === text;
}

const datePattern = /^(\d{4})\.(\d{1,2})\.(\d{1,2})\s*/;
const timePattern = /^(\d{1,2}):(\d{2})(?:\s+|$)/;

function withoutDate(text: string): string {
  return text.replace(datePattern, "");
}

function withoutTime(text: string): string {
  return text.replace(timePattern, "");
}

export function readDate(row: PageLine, report: Report): { date: string | null; after: PageLine } {
  const [printed = "", year, month, day] = datePattern.exec(row.text) ?? [];
  const date = realDay(Number(year), Number(month), Number(day));
  if (!date) report(row.line, "date-not-real", `${printed.trim()} is no day; it was left out.`);
  return { date: date?.toString() ?? null, after: { ...row, text: withoutDate(row.text) } };
}

export function readTime(
  line: number,
  rows: readonly PageLine[],
  report: Report,
): { time: string | null; rows: readonly PageLine[] } {
  const [first, ...others] = rows;
  const [printed, hour, minute] = timePattern.exec(first?.text ?? "") ?? [];
  if (!first || printed === undefined) {
    report(line, "time-missing", "The entry has a date and no time.");
    return { time: null, rows };
  }
  const real = Number(hour) < 24 && Number(minute) < 60;
  if (!real) report(first.line, "time-not-real", `${printed.trim()} is no time; it was left out.`);
  const text = withoutTime(first.text);
  return {
    time: real ? `${hour?.padStart(2, "0")}:${minute}` : null,
    rows: text === "" ? others : [{ ...first, text }, ...others],
  };
}

export function readId(
  line: number,
  rows: readonly PageLine[],
  date: string | null,
  report: Report,
): { id: string | null; rows: readonly PageLine[] } {
  const last = rows.at(-1);
  const cut = cutId(last?.text ?? "");
  if (!last || !cut) {
    report(line, "id-missing", "No line of the head ends with an id.");
    return { id: null, rows };
  }
  checkId(last.line, cut, date, report);
  const title = cut.before === "" ? [] : [{ ...last, text: cut.before }];
  return { id: cut.id, rows: [...rows.slice(0, -1), ...title] };
}
