// One pass over the markup of a hand-made page, for the rows of its table. No tree is built of what
// nobody vouches for, and tags that were never closed, or closed twice, need no repair.

import { type HtmlLine, type LineWriter, writeLines } from "./html-lines.ts";
import { type Place, scanHtml, type Tag } from "./html-scan.ts";
import type { Report } from "./page-oddity.ts";

/** `links` are the addresses that the cell links to, `language` the first that it says it is in. */
export type Cell = {
  lines: readonly HtmlLine[];
  links: readonly string[];
  language: string | null;
};

/** Its markup ends on the line `lineEnd`. */
export type Row = Place & { lineEnd: number; cells: readonly [Cell, ...Cell[]] };

/** `outside` is all text that no entry's row has, in the order of the markup. */
export type Rows = {
  rows: readonly Row[];
  outside: readonly HtmlLine[];
  images: readonly number[];
};

type OpenCell = { writer: LineWriter; links: string[]; language: string | null };
type OpenRow = { place: Place; cells: OpenCell[]; isOpen: boolean };
/** A table may stand in a cell of another, as pages were once laid out. */
type OpenTable = { row: OpenRow | null };

/** Rows whose first cell begins with a date, at any depth. Throws RangeError, as `scanHtml` does. */
export function readRows(markup: string, report: Report): Rows {
  const rows: Row[] = [];
  const images: number[] = [];
  const outside = writeLines(report);
  const tables: OpenTable[] = [];
  const end = scanHtml(markup, { open, close, text: (text, place) => writer().text(text, place) });
  while (tables.length > 0) closeTable(end);
  outside.end();
  return { rows, images, outside: outside.lines.toSorted((a, b) => a.at - b.at) };

  function writer(above = tables.length): LineWriter {
    const row = tables.slice(0, above).findLast(({ row }) => row?.isOpen)?.row;
    return row?.cells.at(-1)?.writer ?? outside;
  }

  function open({ name, attributes, ...place }: Tag): void {
    const { line } = place;
    const cell = tables.at(-1)?.row?.isOpen ? tables.at(-1)?.row?.cells.at(-1) : undefined;
    if (name === "img") images.push(line);
    else if (name === "table") tables.push({ row: null });
    else if (name === "tr") openRow(place);
    else if (name === "td" || name === "th") openCell(place, attributes.lang);
    else writeTag(writer(), { name, attributes, ...place });
    if (cell && name === "a" && attributes.href) cell.links.push(attributes.href.trim());
    if (cell) cell.language ??= attributes.lang ?? null;
  }

  function close(name: string, place: Place): void {
    if (name === "table") closeTable(place);
    else if (name === "tr") closeRow(place);
    else if (name === "td" || name === "th") closeCell();
    else if (name === "ul" || name === "ol") writer().closeList();
    else if (breaking.has(name)) writer().end();
  }

  function openRow(place: Place): void {
    if (tables.length === 0) tables.push({ row: null });
    closeRow(place);
    const table = tables.at(-1);
    if (table) table.row = { place, cells: [], isOpen: false };
  }

  function openCell(place: Place, language: string | undefined): void {
    if (!tables.at(-1)?.row) openRow(place);
    closeCell();
    const row = tables.at(-1)?.row;
    row?.cells.push({ writer: writeLines(report), links: [], language: language ?? null });
    if (row) row.isOpen = true;
  }

  function closeCell(): void {
    const row = tables.at(-1)?.row;
    if (!row?.isOpen) return;
    row.cells.at(-1)?.writer.end();
    row.isOpen = false;
  }

  function closeRow({ line: lineEnd }: Place): void {
    closeCell();
    const table = tables.at(-1);
    const [first, ...others] = (table?.row?.cells ?? []).map(cellOf);
    if (table?.row && first && others.length > 0 && isEntry(first) && !isWithinEntry()) {
      rows.push({ ...table.row.place, lineEnd, cells: [first, ...others] });
    } else if (first) spill([first, ...others].flatMap(({ lines }) => lines));
    if (table) table.row = null;
  }

  function closeTable(place: Place): void {
    closeRow(place);
    tables.pop();
  }

  /** What is no entry is text of the cell that its table stands in, or of none. */
  function spill(lines: readonly HtmlLine[]): void {
    const around = writer(tables.length - 1);
    around.end();
    for (const line of lines) around.lines.push(line);
  }

  function isWithinEntry(): boolean {
    return tables.slice(0, -1).some(({ row }) => row?.cells[0] && isEntry(cellOf(row.cells[0])));
  }
}

function writeTag(writer: LineWriter, { name, line, attributes }: Tag): void {
  if (name === "ul") writer.openList("ul", 1);
  else if (name === "ol") writer.openList("ol", numberOf(attributes.start) ?? 1);
  else if (name === "li") writer.openItem(line, numberOf(attributes.value));
  else if (breaking.has(name)) writer.end();
}

const breaking = new Set([
  ...["br", "p", "div", "li", "dl", "dt", "dd", "hr", "pre", "center", "blockquote", "caption"],
  ...["h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "nav", "main"],
  ...["thead", "tbody", "tfoot", "form", "address", "body", "figure", "figcaption"],
]);

function numberOf(attribute: string | undefined): number | null {
  return /^\d{1,4}$/.test(attribute ?? "") ? Number(attribute) : null;
}

function cellOf({ writer, links, language }: OpenCell): Cell {
  return { lines: writer.lines, links, language };
}

function isEntry({ lines }: Cell): boolean {
  return /^\d{4}\.\d{1,2}\.\d{1,2}(?:\s|$)/.test(lines[0]?.text ?? "");
}
