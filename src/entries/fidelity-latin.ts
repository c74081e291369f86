// Words in Latin script: names of ships and exercises, acronyms, designations such as F-35.

import { type Span, spansOf } from "./fidelity-fold.ts";

export type LatinWord = Span & { key: string };

/** A script in which Japanese is written. */
export const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Every word, in the order of the text. */
export function latinWords(text: string): LatinWord[] {
  return spansOf(text, word).map(({ match: _, ...span }) => ({
    ...span,
    key: latinKey(span.text),
  }));
}

/**
 * Those of a text that name something: in Japanese lines all but single letters; in others the ones
 * with a digit or a capital that does not begin a sentence.
 */
export function namingWords(text: string): LatinWord[] {
  let at = 0;
  return text.split("\n").flatMap((line) => {
    const start = at;
    at += line.length + 1;
    const isJapanese = japanese.test(line);
    return latinWords(line)
      .filter((one) => (isJapanese ? one.key.length > 1 : isNaming(line, one)))
      .map((one) => ({ ...one, from: one.from + start, to: one.to + start }));
  });
}

/** What is the same however it is written: F-35 and F35, Gaulle and gaulle, Sutērett and Sterett. */
function latinKey(word: string): string {
  const bare = word.replace(/'s$/i, "").normalize("NFD").toLowerCase();
  return bare.replace(/[^a-z0-9]/g, "");
}

/** The key and those of its parts at hyphens; for a plural that of the singular. */
export function latinKeys(word: string): string[] {
  const parts = word.split(/[-/]/).map(latinKey);
  const keys = parts.length > 1 ? [latinKey(word), ...parts] : parts;
  return keys.flatMap((key) => [key, key.replace(/(?<=[a-z]{3})e?s$/, "")]).filter(Boolean);
}

/**
 * What up to six words side by side are short for: UUV of unmanned underwater vehicles. Small words
 * may be left out.
 */
export function initialisms(words: readonly LatinWord[]): Set<string> {
  const found = new Set<string>();
  const keys = words.flatMap(({ text }) => text.split("-").map(latinKey)).filter(Boolean);
  for (const all of [keys, keys.filter((key) => !small.has(key))]) {
    for (let i = 0; i < all.length; i += 1) {
      let initials = all[i]?.charAt(0) ?? "";
      for (const key of all.slice(i + 1, i + 6)) {
        initials += key.charAt(0);
        found.add(initials);
      }
    }
  }
  return found;
}

const small = new Set(["of", "the", "and", "for", "in", "on", "to", "a", "an"]);

const word =
  /(?:\d+(?=[A-Za-z]))?\p{Script=Latin}[\p{Script=Latin}\d]*(?:(?:[-'&/]|\.(?=\p{Script=Latin}))[\p{Script=Latin}\d]+)*/gu;

function isNaming(line: string, { from, text }: LatinWord): boolean {
  if (/\d/.test(text) || /\p{Lu}.*\p{Lu}/u.test(text)) return true;
  return (
    /^\p{Lu}./u.test(text) && !/(?:^|[.!?:"“]\s*)$/.test(line.slice(Math.max(0, from - 4), from))
  );
}
