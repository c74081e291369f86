// What is shown of a found text.

import { findMarks, type Mark } from "./marks.ts";
import type { Term } from "./term.ts";

export type Run = { text: string; marked: boolean };

/** The whole text in runs. */
export function markedRuns(text: string, terms: readonly Term[]): Run[] {
  return runsOf(text, findMarks(text, terms));
}

/**
 * About `length` UTF-16 units of the first text that holds something of the query, around it; of the
 * first text at all where none does.
 */
export function snippet(texts: readonly string[], terms: readonly Term[], length: number): Run[] {
  const marked = texts.map((text) => ({ text, marks: findMarks(text, terms) }));
  const { text, marks } = marked.find(({ marks }) => marks.length > 0) ?? marked[0] ?? nothing;
  const from = beginning(text, marks[0]?.from ?? 0, length);
  const to = whole(text, Math.min(text.length, from + length));
  const inside = marks.filter((mark) => mark.from >= from && mark.to <= to);
  const shown = inside.map((mark) => ({ from: mark.from - from, to: mark.to - from }));
  return [
    ...(from > 0 ? [plain("…")] : []),
    ...runsOf(text.slice(from, to), shown),
    ...(to < text.length ? [plain("…")] : []),
  ];
}

const nothing = { text: "", marks: [] };

/** Of the sentence where that is near, and never far before the mark. */
function beginning(text: string, mark: number, length: number): number {
  if (mark <= length / 2) return 0;
  const sentence = text.lastIndexOf("。", mark - 1) + 1;
  const start =
    mark - sentence <= length / 2 ? sentence : whole(text, mark - Math.floor(length / 4));
  return start + (/^\s*/.exec(text.slice(start, mark))?.[0].length ?? 0);
}

/** Not within a surrogate pair. */
function whole(text: string, place: number): number {
  return /[\udc00-\udfff]/.test(text[place] ?? "") ? place - 1 : place;
}

function runsOf(text: string, marks: readonly Mark[]): Run[] {
  const runs: Run[] = [];
  let done = 0;
  for (const { from, to } of marks) {
    if (from > done) runs.push(plain(text.slice(done, from)));
    runs.push({ text: text.slice(from, to), marked: true });
    done = to;
  }
  if (done < text.length) runs.push(plain(text.slice(done)));
  return runs;
}

function plain(text: string): Run {
  return { text, marked: false };
}
