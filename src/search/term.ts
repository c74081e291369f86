// One thing that is looked for, as the database and the page look for it.

import { fold } from "./fold.ts";
import { type Gram, gramsOf } from "./grams.ts";

export type Term = {
  /** As it was typed. */
  written: string;
  /** Between quotes: letters and numbers are whole, and no spelling but this. */
  exact: boolean;
  /** What a folded text has to hold. */
  folded: string;
  /**
   * Instead of that where the spelling varies: a regular expression that PostgreSQL and JavaScript
   * read alike.
   */
  pattern: string | null;
  /** What the index is asked for. */
  grams: readonly Gram[];
};

/** Null where nothing in it could be looked for. */
export function makeTerm(written: string, exact: boolean): Term | null {
  const folded = fold(written).replace(/^[-,・" ]+|[-,・" ]+$/g, "");
  const { literals, pattern } = exact ? wholeWords(folded) : spellings(folded);
  const grams = gramsOf(literals);
  return grams.length === 0 ? null : { written, exact, folded, pattern, grams };
}

type Looked = { literals: string; pattern: string | null };

/** `AI` is not in `said`, and `35` not in `135`. */
function wholeWords(folded: string): Looked {
  const before = edge(folded.slice(0, 1), "<!");
  const after = edge(folded.slice(-1), "!");
  const pattern = before === "" && after === "" ? null : before + escaped(folded) + after;
  return { literals: folded, pattern };
}

function edge(character: string, look: "<!" | "!"): string {
  if (/[a-z]/.test(character)) return `(?${look}[a-z])`;
  return /[0-9]/.test(character) ? `(?${look}[0-9])` : "";
}

const counter = /([0-9〇一二三四五六七八九十百千数何])[カケか箇](?=[国月所年条村町社寺軍港島])/u;
/** Where a long vowel at the end of a word may be written or not: コンピュータ, コンピューター. */
const ending =
  /([ァ-ヺ][ァ-ヺー]+[アカガサザタダナハバパマヤラワイキギシジチニヒビピミリ])(ー?)(?![ァ-ヺー])/u;
const varying = new RegExp(`${counter.source}|${ending.source}`, "gu");

/** 3カ国, 3ヶ国 and 3か国; サーバ and サーバー. Never a part of the grams. */
function spellings(folded: string): Looked {
  const pieces: string[] = [];
  let [pattern, done] = ["", 0];
  for (const { 0: found, index, 1: number, 2: word, 3: long } of folded.matchAll(varying)) {
    const end = index + found.length;
    // At the end a word without its long vowel is in the one that has it.
    if (word !== undefined && long === "" && end === folded.length) break;
    const before = folded.slice(done, index) + (number ?? word ?? "");
    pieces.push(before);
    pattern += escaped(before) + variation(word !== undefined, end === folded.length);
    done = end;
  }
  const rest = folded.slice(done);
  if (done === 0) return { literals: folded, pattern: null };
  return { literals: [...pieces, rest].join(" "), pattern: pattern + escaped(rest) };
}

function variation(isEnding: boolean, isLast: boolean): string {
  if (!isEnding) return "[カケか箇]";
  return isLast ? "(?:ー|(?![ァ-ヺー]))" : "ー?";
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
