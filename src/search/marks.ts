// Where in a text a query is found, through the folding: 読売 marks 讀賣.

import { foldWithPlaces } from "./fold.ts";
import type { Part } from "./part.ts";
import type { Term } from "./term.ts";

/** In UTF-16 units of the text, `to` behind the last. */
export type Mark = { from: number; to: number };

/** The terms that a found text holds; those of sources are shown beside it. */
export function markedTerms(parts: readonly Part[]): Term[] {
  return parts.flatMap((part) => (part.kind === "text" && !part.not ? [part.term] : []));
}

/** In order, those that touch joined. */
export function findMarks(text: string, terms: readonly Term[]): Mark[] {
  if (terms.length === 0) return [];
  const folded = foldWithPlaces(text);
  const found = terms.flatMap((term) =>
    [...folded.text.matchAll(patternOf(term))]
      .filter(({ 0: match }) => match !== "")
      .map(({ 0: match, index }) => ({
        from: folded.from[index] ?? 0,
        to: folded.to[index + match.length - 1] ?? text.length,
      })),
  );
  return joined(found.toSorted((a, b) => a.from - b.from || a.to - b.to));
}

function patternOf({ folded, pattern }: Term): RegExp {
  return new RegExp(pattern ?? RegExp.escape(folded), "gu");
}

function joined(marks: readonly Mark[]): Mark[] {
  const made: Mark[] = [];
  for (const { from, to } of marks) {
    const last = made.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else made.push({ from, to });
  }
  return made;
}
