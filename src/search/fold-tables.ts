// The single characters that folding replaces. The migration that made `search_fold` holds the same
// tables as literals, and a test compares them: change one with a new migration of the other.

import { kanjiForms } from "./kanji-forms.ts";

type Pair = readonly [from: string, to: string];

/** Small kana, of which nearly every text has some. */
const small: Pair = ["ァィゥェォッャュョ", "アイウエオツヤユヨ"];

const rare: readonly Pair[] = [
  ["ヮヵヶヰヱヲヂヅヴヷヸヹヺ", "ワカケイエオジズブバビベボ"],
  ["ゐゑゔ", "いえぶ"],
  ["‐‒–—―−─━", "--------"],
  ["“”„‟〝〟", '""""""'],
  ["‘’‚‛", "''''"],
  ["〜∼∾", "~~~"],
  ["·•‧∙⋅", "・・・・・"],
  ["○◯", "〇〇"],
  // Strokes are no marks to be taken off.
  ["øØłŁđĐ", "oolldd"],
];

/** Letters with a case or with marks; those of ASCII are lowered before. */
const letters = [
  [0x00c0, 0x017f],
  [0x0370, 0x03ff],
  [0x0400, 0x045f],
] as const;

export const commonCharacters: ReadonlyMap<string, string> = new Map(pairsOf(small));

export const rareCharacters: ReadonlyMap<string, string> = new Map([
  ...letters.flatMap(([first, last]) => plainLetters(first, last)),
  ...rare.flatMap(pairsOf),
  ...kanjiForms,
]);

function pairsOf([from, to]: Pair): [string, string][] {
  return [...from].map((one, i) => [one, to[i] ?? one]);
}

/** ō as o, Ж as ж; what falls into more than one letter stays. */
function plainLetters(first: number, last: number): [string, string][] {
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i))
    .map((letter): [string, string] => [letter, withoutMarks(letter.toLowerCase())])
    .filter(([letter, plain]) => plain !== letter && plain.length === 1)
    .filter(([letter]) => letter.normalize("NFKC") === letter);
}

function withoutMarks(letter: string): string {
  // й is a letter of its own.
  return letter === "й" ? letter : letter.normalize("NFD").replace(/\p{M}/gu, "");
}
