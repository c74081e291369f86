// Who reported it and the headline, cut apart.

import { cutText } from "#base/text.ts";
import type { PageLine } from "./page-lines.ts";
import type { Report } from "./page-oddity.ts";

export type SourceAndTitle = {
  source: string | null;
  /** With its line breaks and left-over markup. */
  sourceRaw: string | null;
  via: string | null;
  title: string | null;
};

/** The known names, longest first, so that `Reuters 通信` is found before `Reuters`. */
export type Names = readonly string[];

export function longestFirst(names: readonly string[]): Names {
  return names.toSorted((a, b) => b.length - a.length);
}

/** `rows` are the lines after date and time, none of them empty, the id cut off. */
export function readSource(
  rows: readonly PageLine[],
  names: Names,
  report: Report,
): SourceAndTitle {
  const { sources, via, titles } = cut(rows, names);
  return { ...readName(sources, names, report), via, title: readTitle(titles, report) };
}

/**
 * The same of a source's cell and a headline's. The carrier is a line of the source's cell, or stands
 * behind a known name; where the source has no cell, the headline's line has it.
 */
export function readNamed({ sources, titles }: Cut, names: Names, report: Report): SourceAndTitle {
  const rows = sources.flatMap((row) => splitCarrier(row, names));
  if (rows.length === 0) return readSource(titles, names, report);
  const at = rows.find(({ text }) => carrier(text) !== null);
  const named = rows.filter((row) => row !== at);
  const via = at ? carrier(at.text) : null;
  return { ...readName(named, names, report), via, title: readTitle(titles, report) };
}

function splitCarrier(row: PageLine, names: Names): PageLine[] {
  const [, name = "", behind = ""] = /^([^()（）]+)([(（][^()（）]+[)）])$/.exec(row.text) ?? [];
  if (!names.includes(name.trim())) return [row];
  return [
    { ...row, text: name.trim() },
    { ...row, text: behind },
  ];
}

/** The name in a line that is `(Yahoo)` and nothing else. */
export function carrier(text: string): string | null {
  return /^[(（]([^()（）]+)[)）]$/.exec(text)?.[1]?.trim() ?? null;
}

function readName(
  rows: readonly PageLine[],
  names: Names,
  report: Report,
): Pick<SourceAndTitle, "source" | "sourceRaw"> {
  const [first] = rows;
  if (!first) return { source: null, sourceRaw: null };
  const raws = rows.map(({ text }) => text);
  const clean = raws.map((raw) => raw.replace(/<?\/a>$/, "").trimEnd());
  const source = joinWrapped(clean);
  const name = cutText(source, 60);
  if (raws.join() !== clean.join()) {
    report(first.line, "markup-left-over", `Markup was left behind the source; it is ${name}.`);
  }
  if (rows.length > 1) report(first.line, "source-wrapped", `Joined over its lines: ${name}.`);
  if (!names.includes(source)) {
    report(first.line, "source-unknown", `${name} is not a known source; it was taken for one.`);
  }
  return { source, sourceRaw: raws.join("\n") };
}

function readTitle(rows: readonly PageLine[], report: Report): string | null {
  const [first] = rows;
  if (!first) return null;
  const title = joinWrapped(rows.map(({ text }) => text));
  if (rows.length > 1) {
    report(first.line, "title-wrapped", `Joined over its lines: ${cutText(title, 60)}`);
  }
  return title;
}

type Cut = { sources: readonly PageLine[]; titles: readonly PageLine[] };

function cut(rows: readonly PageLine[], names: Names): Cut & { via: string | null } {
  const at = rows.findIndex(({ text }) => carrier(text) !== null);
  if (at < 0) return { via: null, ...cutWithoutCarrier(rows, names) };
  const via = carrier(rows[at]?.text ?? "");
  return { sources: rows.slice(0, at), via, titles: rows.slice(at + 1) };
}

/** A known name is cut off; else all lines but the last are the source; else all up to a space. */
function cutWithoutCarrier(rows: readonly PageLine[], names: Names): Cut {
  const [first, ...others] = rows;
  if (!first) return { sources: [], titles: [] };
  const known = names.map((name) => nameLength(first.text, name)).find((length) => length > 0);
  if (known !== undefined) return cutAt(first, known, others);
  if (others.length > 0) return { sources: rows.slice(0, -1), titles: rows.slice(-1) };
  const space = first.text.search(/\s/);
  return space < 0 ? { sources: [], titles: rows } : cutAt(first, space, []);
}

/** The length of the name and of the markup left behind it, where the text begins with it as a word. */
function nameLength(text: string, name: string): number {
  if (!text.startsWith(name)) return 0;
  const after = /^(?:<?\/a>)?(?=\s|$)/.exec(text.slice(name.length));
  return after ? name.length + after[0].length : 0;
}

function cutAt(row: PageLine, length: number, others: readonly PageLine[]): Cut {
  const rest = { ...row, text: row.text.slice(length).trim() };
  return {
    sources: [{ ...row, text: row.text.slice(0, length) }],
    titles: rest.text === "" ? others : [rest, ...others],
  };
}

/** Japanese is joined as it is, two Latin words with a space. */
function joinWrapped(texts: readonly string[]): string {
  return texts.reduce((before, text) => {
    const latin = /[!-~]$/.test(before) && /^[!-~]/.test(text);
    return before + (latin ? " " : "") + text;
  });
}
