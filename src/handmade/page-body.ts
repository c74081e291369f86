// The body of an entry on a hand-made page: the summary, and notes under 【註】.

import { endsSentence, listMarker } from "#entries/summary.ts";
import { unescapeLine } from "./page-escape.ts";
import { isFurniture, type PageLine, reportStray } from "./page-lines.ts";
import { type Members, readMember } from "./page-members.ts";
import type { Report } from "./page-oddity.ts";
import { readRelated } from "./page-related.ts";

/** A paragraph or a list item; `line` is where it begins. */
export type BodyLine = { line: number; text: string };

export type PageBody = {
  summary: readonly BodyLine[];
  /** A paragraph each; where 【註】 stands more than once, what is under each of them. */
  notes: readonly string[];
  related: readonly string[];
  members: Members;
};

/** A line as it grows; `pieces` are what the page broke it into. */
type Growing = { line: number; pieces: [string, ...string[]] };

export function readBody(lines: readonly PageLine[], report: Report): PageBody {
  const summary: Growing[] = [];
  const notes: Growing[][] = [];
  const related: string[] = [];
  const members: Members = {};
  let section = summary;
  for (const row of lines) read(row);
  for (const text of [summary, ...notes]) reportUnfinished(text, report);
  return { summary: summary.map(whole), notes: joinNotes(notes), related, members };

  function read(row: PageLine): void {
    const { text, isPlain } = unescapeLine(row.text);
    const member = isPlain ? null : readMember(text);
    if (isPlain) addLine(section, { ...row, text, indented: true }, report);
    else if (member) Object.assign(members, member);
    else if (isFurniture(text)) reportStray(row.line, text, report);
    else readMarked(row);
  }

  function readMarked(row: PageLine): void {
    const reference = readRelated(row, report);
    const note = /^【[註注]】\s*/.exec(row.text)?.[0];
    if (reference) {
      for (const id of reference.ids) related.push(id);
      addLine(section, { ...row, text: reference.rest, indented: true }, report);
    } else if (note !== undefined) {
      section = [];
      notes.push(section);
      addLine(section, { ...row, text: row.text.slice(note.length), indented: true }, report);
    } else addLine(section, row, report);
  }
}

function joinNotes(blocks: readonly (readonly Growing[])[]): string[] {
  const notes = blocks.map((lines) => lines.map((line) => whole(line).text));
  if (notes.length < 2) return notes.flat();
  return notes.map((lines) => lines.join("\n")).filter((note) => note !== "");
}

function addLine(section: Growing[], row: PageLine, report: Report): void {
  if (row.text === "") return;
  reportSpaces(row, report);
  const last = section.at(-1);
  if (last && isWrapped(last, row)) {
    last.pieces.push(row.text);
    report(row.line, "line-wrapped", "The line goes on from the one before; they were joined.");
    return;
  }
  const inList = listMarker(row.text) !== null || isItem(last);
  if (!row.indented && !inList) {
    report(row.line, "unindented", "The line has no indentation; it was taken for a paragraph.");
  }
  section.push({ line: row.line, pieces: [row.text] });
}

/** A glossary link in the page broke its line before an acronym: `研究所 (` and `CSIS) が`. */
function isWrapped(last: Growing, row: PageLine): boolean {
  const next = last.line + last.pieces.length === row.line;
  if (!next || row.indented || !/^[A-Z][A-Z0-9-]/.test(row.text)) return false;
  const before = last.pieces.at(-1) ?? "";
  return isItem(last) ? /[(\uff08]$/.test(before) : !endsSentence(before);
}

function isItem(line: Growing | undefined): boolean {
  return line !== undefined && listMarker(line.pieces[0]) !== null;
}

function reportSpaces(row: PageLine, report: Report): void {
  if (!/\S[ \u3000]{2,}\S/.test(row.text)) return;
  report(row.line, "double-space", "Two spaces, perhaps a lost paragraph break; they were kept.");
}

/** A line before a list, and an item of one, need no full stop. */
function reportUnfinished(lines: readonly Growing[], report: Report): void {
  lines.forEach((line, i) => {
    if (isItem(line) || isItem(lines[i + 1]) || endsSentence(line.pieces.at(-1) ?? "")) return;
    report(line.line, "sentence-unfinished", "The paragraph has no full stop; it was kept.");
  });
}

function whole({ line, pieces }: Growing): BodyLine {
  return { line, text: pieces.join("") };
}
