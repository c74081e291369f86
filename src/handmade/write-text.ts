// The hand-made page in its text form, as an entry of the archive is written onto it.

import { type Block, parseSummary } from "#entries/summary.ts";
import { parsePage } from "./import-text.ts";
import { escapeLine } from "./page-escape.ts";
import { type Members, memberLines } from "./page-members.ts";
import type { WrittenPage } from "./write-page.ts";
import { headMembers, isSame, languageMember, type WrittenEntry } from "./written-entry.ts";

/** With a newline at the end. `knownSources` are the names that a line may be cut after. */
export function writeText(
  { heading, years, entries }: Pick<WrittenPage, "heading" | "years" | "entries">,
  knownSources: readonly string[],
): string {
  const links = years.map((year) => `${year}年の報道`).join("  ");
  const top = [heading, "", ...(links === "" ? [] : [`  ${links}`, ""]), ...columnHeads];
  const rows = entries.flatMap((entry) => writeEntry(entry, knownSources));
  return `${[...top, ...rows].join("\n")}\n`;
}

const columnHeads = ["年 月 日", "出   典", "標       題", "要             旨"];

/** As the page has it; where that would be read as something else, with the head in brackets. */
function writeEntry(entry: WrittenEntry, knownSources: readonly string[]): string[] {
  const members = { ...(entry.url === null ? {} : { url: entry.url }), ...languageMember(entry) };
  const natural = [...headLines(entry), ...bodyLines(entry, members)];
  const read = parsePage(["年の報道", ...natural].join("\n"), { knownSources });
  if (isSame(read.entries, entry)) return natural;
  const bare = [...dateLines(entry), `<${entry.archiveId}>`];
  return [...bare, ...bodyLines(entry, { ...members, ...headMembers(entry) })];
}

/** Without a carrier, source and headline share a line; without a time, the date stands before them. */
function headLines(entry: WrittenEntry): string[] {
  const { source, via, title, archiveId } = entry;
  if (via !== null) {
    return [...dateLines(entry), source, "", `(${via})`, "", `${title} <${archiveId}>`];
  }
  const line = `${source} ${title} <${archiveId}>`;
  const [date = "", ...time] = dateLines(entry);
  return time.length === 0 ? [`${date} ${line}`] : [date, ...time, line];
}

function dateLines({ reportedOn, reportedTime }: WrittenEntry): string[] {
  const date = reportedOn.toString().replaceAll("-", ".");
  return reportedTime === null ? [date] : [date, ` ${reportedTime}`];
}

function bodyLines({ summary, notes, related }: WrittenEntry, members: Members): string[] {
  return [
    ...textLines(summary),
    ...noteLines(notes),
    ...(related.length === 0 ? [] : [`【関連記事:${related.join("、")}】`]),
    ...memberLines(members),
  ];
}

/** A note of several lines takes a mark for each note, and a second one where it is the only note. */
function noteLines(notes: readonly string[]): string[] {
  if (notes.length === 0) return [];
  if (!notes.some((note) => note.includes("\n"))) return ["【註】", ...notes.flatMap(textLines)];
  const marked = notes.flatMap((note) => ["【註】", ...textLines(note)]);
  return notes.length === 1 ? [...marked, "【註】"] : marked;
}

function textLines(text: string): string[] {
  return parseSummary(text).flatMap(blockLines);
}

/** Indented, but for the items of a numbered list and for the rest of a sentence behind a list. */
function blockLines(block: Block): string[] {
  if (block.kind === "list") {
    const indent = block.marker === "bullet" ? " " : "";
    return block.items.map(({ marker, text }) => `${indent}${marker}${text}`);
  }
  const line = escapeLine(block.text);
  const isPlainTail = block.kind === "tail" && /^[^!-~]/.test(line);
  return [isPlainTail ? line : ` ${line}`];
}
