import { foldText } from "#base/text.ts";
import { expandCountries } from "./countries.ts";
import { writeNumbers } from "./numbers.ts";

/**
 * A text as it is compared: folded, with spellings of one thing made one (3ヵ国 and 三カ国, F-35 and
 * F35, タリスマン・セーバー with and without the dot, 日米比 and 日本、米国、フィリピン).
 */
export function plainText(text: string): string {
  const folded = writeNumbers(foldText(text))
    .replace(/(?<=\p{Script=Katakana}|ー)[・=](?=\p{Script=Katakana})/gu, "")
    .replace(/(?<![a-z\d])([a-z]{1,4})-(?=\d)/g, "$1")
    .replace(/([一二三四五六七八九]|\d)[ヵヶカか]国/g, (_, count: string) => `${digit(count)}カ国`);
  return expandCountries(folded).replace(/ +/g, " ").trim();
}

function digit(count: string): string {
  const value = "一二三四五六七八九".indexOf(count) + 1;
  return value > 0 ? String(value) : count;
}
