// Stories by the hundred, of words that only they have; every tenth is told by another paper too.

import type { Told } from "../support/feeds.ts";
import { numbersFrom } from "../support/numbers.ts";

const signs = [
  ..."港湾沿岸巡視船艇訓練演習補修桟橋造組合市議会救難航空団漁協調査気象観測住民説明燃料輸送",
  ..."予算案夜間新型東西南北岬島浜沖瀬青赤白黒霧崎山川谷野原森林石岩砂雪雨風雲星月光影鳥魚",
];

export function inventedStories(count: number): Told[] {
  const first = Temporal.Instant.from("2026-11-20T00:00:00Z");
  return Array.from({ length: count }, (_, n): Told => {
    const isRetold = n % 10 === 9;
    const [where, who, what, deed, more] = wordsOf(isRetold ? n - 1 : n);
    return {
      title: isRetold ? `${what}の${deed}、${who}${where}` : `${who}${where}で${what}の${deed}`,
      link: `https://paper-${n % 3}.example/story/${n}`,
      date: first.add({ minutes: 3 * n }).toString(),
      lead: `${who}は${where}で${what}の${deed}を${more}すると発表した。`,
    };
  });
}

/** Words of three signs, the same ones for the same number. */
function wordsOf(n: number): string[] {
  const random = numbersFrom(n);
  const sign = (): string => signs[Math.floor(random() * signs.length)] ?? "";
  return Array.from({ length: 5 }, () => sign() + sign() + sign());
}
