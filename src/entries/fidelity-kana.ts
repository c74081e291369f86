// Words in katakana: foreign names, and loan words, which are none.

import { type Span, spansOf } from "./fidelity-fold.ts";
import { loanWords } from "./fidelity-loan-words.ts";

export type KanaWord = Span & { key: string };

/** Runs of at least three katakana; ・ joins the parts of a name. インド太平洋 is a term. */
export function kanaWords(text: string): KanaWord[] {
  return spansOf(text, run)
    .map(({ match: _, ...span }) => ({ ...span, key: kanaKey(span.text) }))
    .filter(({ key }) => key.length >= 3);
}

/** Whether a word is a name, as far as can be told: no loan word, nor several in a row. */
export function isNameLike({ key }: KanaWord): boolean {
  if (loanKeys.has(key)) return false;
  for (let at = 2; at <= key.length - 2; at += 1) {
    if (loanKeys.has(key.slice(0, at)) && loanKeys.has(key.slice(at))) return false;
  }
  return true;
}

/** What is the same in either spelling: ヴァ and バ, コンピューター and コンピュータ. */
export function kanaKey(text: string): string {
  return text
    .replaceAll("・", "")
    .replace(/ヴ([ァィェォ])/g, (_, small: string) => "バビベボ".charAt("ァィェォ".indexOf(small)))
    .replaceAll("ヴ", "ブ")
    .replace(/ー+$/, "");
}

const run = /[ァ-ヴ][ァ-ヴー]*(?:・?[ァ-ヴ][ァ-ヴー]*)*(?!太平洋|洋)/g;
const loanKeys = new Set(loanWords.map(kanaKey));
