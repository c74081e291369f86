import { pairMark } from "./features.ts";

/** A term as an editor reads it. A pair of characters shows the two, but see isReadable. */
export function showTerm(term: string): string {
  return term.startsWith(pairMark) ? term.slice(pairMark.length) : term;
}

/** False for a pair of characters: it may be the end of one word and the start of the next. */
export function isReadable(term: string): boolean {
  return !term.startsWith(pairMark);
}
