// Japanese headlines write countries as single characters, 日米比 or 比巡視船, and leads write
// them out, 日本、米国、フィリピン: both become the same words.

const names: Readonly<Record<string, string>> = {
  ...{ 日: "日本", 米: "米国", 韓: "韓国", 中: "中国", 台: "台湾", 朝: "北朝鮮" },
  ...{ 豪: "オーストラリア", 比: "フィリピン", 印: "インド", 越: "ベトナム", 加: "カナダ" },
  ...{ 英: "英国", 仏: "フランス", 独: "ドイツ", 伊: "イタリア", 露: "ロシア", 欧: "欧州" },
};
const all = Object.keys(names).join("");

/**
 * Two or more together, with or without 、 between. Not after a digit or 今 (13日中, 今日中), not in
 * 在日米軍, nor 朝日, and not where the last begins a longer word (米中間選挙, 日比谷).
 */
const together = new RegExp(
  `(?<![\\d同毎今本在一二三四五六七八九十])(?!朝日|中日新聞)[${all}](?:、?[${all}])+(?![本谷央間部西東南北心語率較]|国(?!防))`,
  "gu",
);

/** One alone, at the start of a word, before a force or an office of its country, or a particle. */
const alone =
  /(?<![\p{Script=Han}\p{Script=Katakana}])[米豪比韓英仏露独印伊加](?=国防|国務|[海空陸]?軍|政府|大統領|首相|外相|外務|議会|上院|下院|海兵|巡視|駆逐|フリゲート|空母|原潜|兵士|[がはでにのへをとも、](?!\p{Script=Hiragana}))/gu;

/** A folded text with such countries written out, as words of their own. */
export function expandCountries(folded: string): string {
  return folded.replace(together, writeOut).replace(alone, writeOut);
}

function writeOut(found: string): string {
  return found.replace(/./gu, (character) => ` ${names[character] ?? ""} `);
}
