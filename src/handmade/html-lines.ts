// Lines of text as tags break them: a paragraph, a <br>, a list item each begin a new one.

import { cleanText } from "#base/text.ts";
import type { Place } from "./html-scan.ts";
import { unwrap } from "./html-text.ts";
import type { PageLine } from "./page-lines.ts";
import type { Report } from "./page-oddity.ts";

export type HtmlLine = PageLine & Place;

export type LineWriter = {
  text: (piece: string, place: Place) => void;
  /** Ends the line; what follows is on a new one. */
  end: () => void;
  openList: (kind: "ul" | "ol", start: number) => void;
  closeList: () => void;
  openItem: (line: number, value: number | null) => void;
  lines: HtmlLine[];
};

type List = { kind: "ul" | "ol"; next: number };

/** Items get the marks that a summary has for them; a list within a list is told of and flattened. */
export function writeLines(report: Report): LineWriter {
  const lines: HtmlLine[] = [];
  const lists: List[] = [];
  let pieces: string[] = [];
  let began: Place = { line: 1, at: 0 };
  let mark = "";
  const end = (): void => {
    const raw = unwrap(pieces.join(""));
    const clean = cleanText(raw).trim();
    if (clean !== raw.trim())
      report(began.line, "control-characters", "Control characters were removed.");
    pieces = [];
    if (clean === "") return;
    lines.push({ ...began, text: mark + clean, indented: true });
    mark = "";
  };
  return {
    ...{ lines, end },
    text: (piece, place) => {
      if (pieces.length === 0) began = place;
      if (pieces.length > 0 || piece.trim() !== "") pieces.push(piece);
    },
    openList: (kind, start) => {
      end();
      lists.push({ kind, next: start });
    },
    closeList: () => {
      end();
      lists.pop();
      mark = "";
    },
    openItem: (line, value) => {
      end();
      if (lists.length > 1) report(line, "list-nested", "A list within a list was made one list.");
      mark = markOf(lists.at(-1), value);
    },
  };
}

function markOf(list: List | undefined, value: number | null): string {
  if (list?.kind !== "ol") return "・";
  const number = value ?? list.next;
  list.next = number + 1;
  return `(${number})`;
}
