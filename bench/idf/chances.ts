// How likely a feature is in a text of any kind, for what our own few texts on defence do not tell.

import { pairMark } from "#likeness/features.ts";

export type Chances = (feature: string) => number;

/** Words in a Japanese headline with its lead, about. */
const textLength = 60;
/**
 * A cost is about -7.6 times the logarithm of a word's share: with this the shares of all 315,964
 * words add up to 1. Half of the words are Chinese.
 */
const costPerNat = 7.6;
const japaneseShare = 0.5;
const mostFrequent = 0.05;

/** Of words by their costs; of pairs by the words they are in or, as by chance, between. */
export function japaneseChances(costs: ReadonlyMap<string, number>): Chances {
  const words = new Map<string, number>();
  const pairs = new Map<string, number>();
  const first = new Map<string, number>();
  const final = new Map<string, number>();
  for (const [word, cost] of costs) {
    const share = Math.min(mostFrequent, Math.exp(-cost / costPerNat) / japaneseShare);
    words.set(word, share);
    for (let i = 0; i + 1 < word.length; i += 1) raise(pairs, word.slice(i, i + 2), share);
    raise(first, word.slice(0, 1), share);
    raise(final, word.slice(-1), share);
  }
  return (feature) => {
    if (!feature.startsWith(pairMark)) return inText(words.get(feature) ?? 0);
    const [left = "", right = ""] = feature.slice(pairMark.length);
    const between = (final.get(left) ?? 0) * (first.get(right) ?? 0);
    return inText((pairs.get(left + right) ?? 0) + between);
  };
}

/** Of English words, by the share of texts that have them. */
export function englishChances(texts: readonly (readonly string[])[]): Chances {
  const having = countTexts(texts);
  return (feature) => (having.get(feature) ?? 0) / texts.length;
}

/** In how many of the texts each feature is. */
export function countTexts(texts: readonly (readonly string[])[]): Map<string, number> {
  const having = new Map<string, number>();
  for (const text of texts) for (const feature of new Set(text)) raise(having, feature, 1);
  return having;
}

function inText(share: number): number {
  return 1 - Math.exp(-textLength * share);
}

function raise(sums: Map<string, number>, key: string, by: number): void {
  sums.set(key, (sums.get(key) ?? 0) + by);
}
