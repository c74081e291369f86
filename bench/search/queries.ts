// What is looked for: strings that stand in the invented entries, and some that stand nowhere.

import { tell } from "../desk/similar-texts.ts";

/** `isMeasured` only: nothing was promised of it. */
type Kind = { name: string; queryAt: (n: number) => string; isMeasured?: true };

export function kinds(count: number): Kind[] {
  return [
    { name: "two characters", queryAt: (n) => cut(text(n, count), n, 2) },
    { name: "three characters", queryAt: (n) => cut(text(n, count), n, 3) },
    { name: "rare", queryAt: (n) => rarest(text(n, count)) },
    { name: "absent, two characters", queryAt: (n) => absent(n, 2) },
    { name: "absent, four characters", queryAt: (n) => absent(n, 4) },
    { name: "three terms", queryAt: (n) => threeTerms(n, count) },
    { name: "two characters and a year", queryAt: (n) => `${cut(text(n, count), n, 2)} year:2002` },
    { name: "one character", queryAt: (n) => cut(text(n, count), n, 1), isMeasured: true },
  ];
}

const step = 7919;

/** Of an entry anywhere in the archive. */
function text(n: number, count: number): string {
  const { title, summary } = tell((n * step) % count, Math.ceil(count / 6));
  return `${title} ${summary}`;
}

/** `length` characters of a word, another one for each `n`. */
function cut(from: string, n: number, length: number): string {
  const words = from.split(/[、。\s]+/).filter((word) => [...word].length >= length);
  const word = [...(words[(n * 31) % words.length] ?? "訓練")];
  const start = n % (word.length - length + 1);
  return word.slice(start, start + length).join("");
}

/** A word of three characters that only its story and few others have. */
function rarest(from: string): string {
  const words = from.split(/[、。\s]+/).filter((word) => /^\p{Script=Han}{3}$/u.test(word));
  return words.at(-1) ?? "訓練幕";
}

/** Hangul, which no entry has, between kanji that all have, so that the index has to look. */
function absent(n: number, length: number): string {
  const odd = String.fromCodePoint(0xac00 + (n % 11_000));
  return ["訓", odd, "練", odd].slice(0, length).join("");
}

function threeTerms(n: number, count: number): string {
  const from = text(n, count);
  return [1, 2, 3].map((k) => cut(from, n * 3 + k, 2)).join(" ");
}
