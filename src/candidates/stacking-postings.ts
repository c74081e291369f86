// Which of a story's terms the inverted index keeps, and which it is searched by. How many was
// measured: of the pairs of test/likeness/tuning.json that are at least "perhaps the same" these find
// 337 of 340; all terms find 339, and read three times as much.

import { hashTerm } from "#likeness/hash-term.ts";
import { idfOf } from "#likeness/idf.ts";
import type { Terms } from "#likeness/terms.ts";

/** A term's hash and its weight. */
export type Posting = readonly [hash: number, weight: number];

const kept = 32;
const sought = 16;

export function keptPostings(terms: Terms): Posting[] {
  return weightiest(terms, kept);
}

export function soughtPostings(terms: Terms): Posting[] {
  return weightiest(terms, sought);
}

/** Of about equal weight the rarer: few others have it. */
function weightiest(terms: Terms, count: number): Posting[] {
  return [...terms]
    .map(([term, weight]) => ({ term, weight, rank: Math.round(50 * weight), idf: idfOf(term) }))
    .toSorted((a, b) => b.rank - a.rank || b.idf - a.idf || (a.term < b.term ? -1 : 1))
    .slice(0, count)
    .map(({ term, weight }) => [hashTerm(term), Number(weight.toPrecision(4))]);
}
