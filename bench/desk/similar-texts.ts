// An invented archive: words as frequent as the table of their frequencies says, words that it does not
// have, and stories, each told several times, with a few words of their own.

import { idfTable } from "#likeness/idf-table.ts";

export type Told = { story: number; title: string; summary: string };

const characters =
  "港湾海空陸船艦艇島橋灯台掃哨戒機関市県町村議会長官外務庁局署員定案終了明声否点検修理建造納入契約移転返還北南東西央新旧大小前後上下内半期朝夕夜環境音響電波通衛星網線路車両燃料弾薬倉庫岸壁桟浮標示板区域水深潮流波浪風雨雪霧火災避難組合漁業観光貿易税検疫輸送貨客便鉄道公園学校病院";
const japanese = /^[\p{Script=Han}\p{Script=Katakana}ー]{2,}$/u;
const rareWords = 20_000;
const known = readKnown();

/** Entry `n` of an archive of `stories` stories; the same for ever. */
export function tell(n: number, stories: number): Told {
  const random = randomOf(n);
  const story = n % stories;
  // Commas, so that no pair of characters spans two words.
  const sentence = (length: number): string =>
    Array.from({ length }, () => pick(random, story)).join("、");
  const summary = Array.from({ length: 5 }, () => `${sentence(11)}。`).join(" ");
  return { story, title: sentence(7), summary };
}

/** Three in five are known words, one in five is of the story only. */
function pick(random: () => number, story: number): string {
  const kind = random();
  if (kind < 0.6) return knownWord(random());
  if (kind < 0.8) return rareWord(Math.floor(random() * rareWords));
  return rareWord(story * 6 + Math.floor(random() * 6));
}

/** `at`, from 0 to 1, on the scale of all words by their frequency. */
function knownWord(at: number): string {
  const wanted = at * (known.at(-1)?.upTo ?? 0);
  let [low, high] = [0, known.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.upTo ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return known[low]?.word ?? "";
}

/** Japanese words, each with the frequency of all up to it. */
function readKnown(): { word: string; upTo: number }[] {
  const words: { word: string; upTo: number }[] = [];
  let upTo = 0;
  for (const line of idfTable.trim().split("\n")) {
    const [idf, ...features] = line.split(" ");
    for (const word of features.filter((one) => japanese.test(one))) {
      upTo += Math.exp(-Number(idf));
      words.push({ word, upTo });
    }
  }
  return words;
}

function rareWord(n: number): string {
  const mixed = Math.imul((n % rareWords) + 1, 0x9e3779b1) >>> 0;
  const at = (k: number): string => characters[k % characters.length] ?? "";
  return at(mixed) + at(mixed >>> 8) + at(mixed >>> 17);
}

/** Mulberry32, seeded. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
