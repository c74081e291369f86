// What a reader typed, read. Nothing is an error: what is no operator is text, and the page says how
// it was read.

import { cleanText } from "#base/text.ts";
import { canonicalPart } from "./canonical.ts";
import { type Known, readOperator } from "./operators.ts";
import type { Part } from "./part.ts";
import { makeTerm } from "./term.ts";
import { splitWords, type Word } from "./words.ts";

export type ParsedQuery = {
  /** As it was typed, without what was cut off. */
  written: string;
  parts: readonly Part[];
  /** What was left out: marks without a letter, and what was too much. */
  left: readonly string[];
  /** The same for all that ask for the same: its name. Read as a query, it is called so again. */
  normal: string;
};

/** In UTF-16 units; a headline is shorter. */
export const longestQuery = 200;
const mostParts = 12;

export function parseQuery(text: string, known: Known): ParsedQuery {
  const clean = cleanText(text.toWellFormed()).trim();
  const written = clean.slice(0, longestQuery).toWellFormed();
  const read = splitWords(written).map((word) => ({ word, part: readWord(word, known) }));
  const parts = read.flatMap(({ part }) => part ?? []);
  const tooLong = clean.slice(written.length).trim();
  return {
    written,
    parts: parts.slice(0, mostParts),
    left: [
      ...read.filter(({ part }) => part === null).map(({ word }) => word.written),
      ...parts.slice(mostParts).map((part) => part.written),
      ...(tooLong === "" ? [] : [tooLong]),
    ],
    normal: [...new Set(parts.slice(0, mostParts).map(canonicalPart))].toSorted().join(" "),
  };
}

function readWord(word: Word, known: Known): Part | null {
  const read = readOperator(word, known);
  if (read !== null) return { ...read, not: word.not, written: word.written };
  const term = makeTerm(word.text, word.quoted);
  return term && { kind: "text", term, not: word.not, written: word.written };
}
