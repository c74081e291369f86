// Where a story stands in the ranked order: at its rank, but for a few of the low ones.

import { hashTerm } from "#likeness/hash-term.ts";

/** Below it a story is more like the rejected than the accepted. */
export const middle = 0.5;
const mixedShare = 0.03;

/**
 * Some 3 % of the low-ranked stories are shown somewhere in the upper half: how many of those are
 * accepted tells what the ranking misses. Which ones and where follows from the id, so that a story
 * does not jump about when it is ranked again.
 */
export function placeOf(stackId: number, rank: number): { place: number; isMixedIn: boolean } {
  const isMixedIn = rank < middle && lot(`mixed in? ${stackId}`) < mixedShare;
  const place = isMixedIn ? middle + (1 - middle) * lot(`where? ${stackId}`) : rank;
  return { place, isMixedIn };
}

/** Evenly from 0 up to 1, always the same for the same text. */
function lot(text: string): number {
  return (hashTerm(text) >>> 0) / 2 ** 32;
}
