// What is found alike is folded alike. PostgreSQL does the same in `search_fold`, for what is stored;
// this is its twin, for queries and marks, and a test holds the two together.

import { commonCharacters, rareCharacters } from "./fold-tables.ts";

/** A folded text; `from` and `to` tell where in the text each of its UTF-16 units comes from. */
export type Folded = { text: string; from: readonly number[]; to: readonly number[] };

/**
 * NFKC; no case, no marks on letters; older forms of kanji as the newer, small kana as the large,
 * ヴ as バ行, dashes and quotes as those of ASCII; a dot between katakana, a hyphen between letters
 * and a comma between digits left out; white space as one blank. Hiragana and katakana stay apart:
 * タイ is a country, たい a wish.
 */
export function fold(text: string): string {
  const start = text.toWellFormed().normalize("NFKC");
  return steps.reduce((folded, [pattern, put]) => folded.replace(pattern, put), start);
}

/** The same, and where everything was. */
export function foldWithPlaces(text: string): Folded {
  return steps.reduce(replaceWithPlaces, normalizeWithPlaces(text.toWellFormed()));
}

type Step = readonly [pattern: RegExp, put: (found: string) => string];

const steps: readonly Step[] = [
  [/[A-Z]/g, (letter) => letter.toLowerCase()],
  // Combining marks of letters, soft hyphens, joiners, and what chooses a variant of a kanji.
  [
    /[\u00ad\u200b-\u200f\u2060\ufeff]|[\u0300-\u036f]|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu,
    () => "",
  ],
  [/ヴ[ァィェォ]/g, (found) => ba[found] ?? found],
  [tableOf(commonCharacters), (one) => commonCharacters.get(one) ?? one],
  [tableOf(rareCharacters), (one) => rareCharacters.get(one) ?? one],
  [/[\t-\r \u0085\u2028\u2029]+/g, () => " "],
  [/[ァ-ヺー]・(?=[ァ-ヺー])/g, first],
  [/[0-9a-z]ー/g, (found) => `${first(found)}-`],
  [/[0-9a-z]-(?=[0-9a-z])/g, first],
  [/[0-9],(?=[0-9])/g, first],
];

const ba: Readonly<Record<string, string>> = { ヴァ: "バ", ヴィ: "ビ", ヴェ: "ベ", ヴォ: "ボ" };

function tableOf(characters: ReadonlyMap<string, string>): RegExp {
  return new RegExp(`[${[...characters.keys()].join("")}]`, "gu");
}

function first(found: string): string {
  return found.slice(0, 1);
}

/** By what composes: a letter with its marks, half-width kana with theirs, the parts of a Hangul. */
function normalizeWithPlaces(text: string): Folded {
  const [from, to]: [number[], number[]] = [[], []];
  const parts = [...text.matchAll(/.(?:[\p{M}\uff9e\uff9f]|[\u1160-\u11ff])*/gsu)].map((match) => {
    const part = match[0].normalize("NFKC");
    for (let i = 0; i < part.length; i++) {
      from.push(match.index);
      to.push(match.index + match[0].length);
    }
    return part;
  });
  return { text: parts.join(""), from, to };
}

function replaceWithPlaces({ text, from, to }: Folded, [pattern, put]: Step): Folded {
  const made: Folded & { from: number[]; to: number[] } = { text: "", from: [], to: [] };
  let done = 0;
  const copy = (end: number): void => {
    made.text += text.slice(done, end);
    for (; done < end; done++) {
      made.from.push(from[done] ?? 0);
      made.to.push(to[done] ?? 0);
    }
  };
  for (const { 0: found, index } of text.matchAll(pattern)) {
    copy(index);
    const replacement = put(found);
    // What begins alike has only lost something; the rest stands for all that was found.
    const last = replacement.startsWith(found.slice(0, 1)) ? index : index + found.length - 1;
    for (let i = 0; i < replacement.length; i++) {
      made.from.push(from[index + i] ?? 0);
      made.to.push(to[Math.max(index + i, last)] ?? 0);
    }
    made.text += replacement;
    done = index + found.length;
  }
  copy(text.length);
  return made;
}
