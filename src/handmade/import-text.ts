// Reads a hand-made page of the archive in its text form, as copied from a browser.

import { type ArchiveId, parseArchiveId } from "#entries/archive-id.ts";
import { joinEntry } from "./join-entry.ts";
import { readBody } from "./page-body.ts";
import { reportRepeatedIds } from "./page-checks.ts";
import { type PageHead, readHead } from "./page-head.ts";
import { type PageLine, pageLines, readPreamble, startsEntry } from "./page-lines.ts";
import { type Oddity, type Report, reporter } from "./page-oddity.ts";
import { longestFirst, type Names } from "./page-source.ts";
import type { Sublist } from "./page-summary.ts";

/** One entry of the page. What the page does not have is null and told of in the oddities. */
export type ParsedEntry = PageHead & {
  /** Its place on the page, from 1. */
  n: number;
  /** Its lines, both included, from 1; the next entry begins on the line after. */
  line: number;
  lineEnd: number;
  /** The summary as it is stored: see summary.ts. */
  summaryText: string;
  /** The summary's paragraphs, without the lists. */
  summary: readonly string[];
  sublists: readonly Sublist[];
  /** The paragraphs under 【註】. */
  notes: readonly string[];
  /** Ids that keep the rule; the entries need not be on this page. */
  related: readonly string[];
  /** Where the page links to the story. */
  url: string | null;
  /** Of the headline, where the page says it. */
  language: string | null;
};

/** What an entry must have to be stored. */
export type CompleteEntry = ParsedEntry & {
  date: string;
  source: string;
  sourceRaw: string;
  title: string;
  id: ArchiveId;
};

export type ParsedPage = {
  heading: string | null;
  year: number | null;
  entries: readonly ParsedEntry[];
  /** In the order of the lines. */
  oddities: readonly Oddity[];
};

/**
 * Never throws, whatever the text. Every line before the first entry is the heading, furniture of
 * the page or an oddity; every later one lies in the lines of exactly one entry, and what it says
 * is in that entry or in an oddity. `knownSources` cuts `source headline` lines apart.
 */
export function parsePage(text: string, options: { knownSources: readonly string[] }): ParsedPage {
  const { oddities, report } = reporter();
  const names = longestFirst(options.knownSources);
  return parseLines(pageLines(text, report), { names, oddities, report });
}

/** The same of lines that were found otherwise; `oddities` is what `report` fills. */
export function parseLines(
  lines: readonly PageLine[],
  { names, oddities, report }: { names: Names; oddities: Oddity[]; report: Report },
): ParsedPage {
  const { preamble, groups } = groupLines(lines);
  const { heading, year } = readPreamble(preamble, report);
  const entries = groups.map((group, i) => readEntry(i + 1, group, names, report));
  reportRepeatedIds(entries, report);
  return { heading, year, entries, oddities: oddities.toSorted((a, b) => a.line - b.line) };
}

/** Whether nothing is missing that must be there, and the id keeps the rule. */
export function isComplete(entry: ParsedEntry): entry is CompleteEntry {
  const { date, source, title, id } = entry;
  if (date === null || source === null || title === null || id === null) return false;
  return parseArchiveId(id) !== null;
}

type Lines = [PageLine, ...PageLine[]];

function groupLines(lines: readonly PageLine[]): { preamble: PageLine[]; groups: Lines[] } {
  const preamble: PageLine[] = [];
  const groups: Lines[] = [];
  for (const line of lines) {
    if (startsEntry(line)) groups.push([line]);
    else (groups.at(-1) ?? preamble).push(line);
  }
  return { preamble, groups };
}

function readEntry(n: number, lines: Lines, names: Names, report: Report): ParsedEntry {
  const { oddities: told, report: tell } = reporter();
  const { head, rest } = readHead(lines, names, tell);
  const { line } = lines[0];
  const lineEnd = lines.at(-1)?.line ?? line;
  return joinEntry({ n, line, lineEnd }, { head, told }, readBody(rest, report), report);
}
