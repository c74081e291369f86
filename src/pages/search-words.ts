// What the search says of itself, in the reader's language.

import type { Language } from "#base/archive.ts";

const ja = {
  title: "検索",
  titleOf: (query: string): string => `${query} の検索結果`,
  total: (count: number, atLeast: boolean): string => `${count}件${atLeast ? "以上" : ""}`,
  order: "並べ方",
  newest: "新しい順",
  best: "一致の度合い順",
  more: "次の結果",
  first: "最初の結果",
  parts: "続き",
  none: "見つかりませんでした。",
  noneHint: "語を短くするか、条件を減らしてみてください。",
  narrow: "検索に時間がかかりすぎました。語を加えるか、年などで絞ってください。",
  busy: "検索が混み合っています。少し待ってからもう一度お試しください。",
  subscribe: "この検索を購読する",
  read: "次のように読みました",
  left: "使わなかった部分",
  not: "除く",
  comma: "、",
  text: (text: string): string => `「${text}」を含む`,
  exact: (text: string): string => `「${text}」をこの通りに含む`,
  source: (text: string): string => `出典が「${text}」を含む`,
  sourceExact: (text: string): string => `出典が「${text}」`,
  topic: (title: string): string => `分野は${title}`,
  id: (begins: string): string => `番号が ${begins} で始まる`,
  since: (day: string): string => `${day}から`,
  until: (day: string): string => `${day}まで`,
  year: (year: number): string => `${year}年`,
  help: "書き方",
  helpWhat:
    "標題、要旨、註、出典から探します。字の途中でも一致し、全角と半角、旧字体と新字体、長音や中黒の有無などの違いは区別しません。",
  examples: [
    ["日米 訓練", "両方の語を含む"],
    ['"共同訓練"', "この通りに含む。英字や数字は語の全体が一致したときだけ"],
    ["訓練 -米軍", "「米軍」を含まない"],
    ["source:共同通信", "出典 (出典: でも同じ)"],
    ["topic:SLUG", "分野 (分野: でも同じ)"],
    ["year:2025", "年 (年: でも同じ)。2024..2025 は両年とその間"],
    ["from:2025-07 to:2025-08-15", "期間 (から: まで: でも同じ)"],
    ["id:2508-0724*", "番号の始まり (番号: でも同じ)"],
  ],
  description: (archive: string): string => `${archive}を検索`,
};

const en: typeof ja = {
  title: "Search",
  titleOf: (query) => `Search for ${query}`,
  total: (count, atLeast) =>
    atLeast ? `${count} entries or more` : `${count} ${count === 1 ? "entry" : "entries"}`,
  order: "Order",
  newest: "Newest first",
  best: "Best first",
  more: "More results",
  first: "First results",
  parts: "More",
  none: "Nothing was found.",
  noneHint: "Try a shorter word, or fewer conditions.",
  narrow: "The search took too long. Add a word, or narrow it, for example by year.",
  busy: "Too many searches are running. Please try again in a moment.",
  subscribe: "Subscribe to this search",
  read: "Read as",
  left: "Left out",
  not: "without",
  comma: ", ",
  text: (text) => `contains “${text}”`,
  exact: (text) => `contains exactly “${text}”`,
  source: (text) => `source contains “${text}”`,
  sourceExact: (text) => `source is “${text}”`,
  topic: (title) => `topic is ${title}`,
  id: (begins) => `number begins with ${begins}`,
  since: (day) => `from ${day}`,
  until: (day) => `to ${day}`,
  year: (year) => String(year),
  help: "How to ask",
  helpWhat:
    "Headlines, summaries, notes and sources are searched. Parts of words are found, and width, case, older forms of kanji and spellings of katakana make no difference.",
  examples: [
    ["日米 訓練", "both words"],
    ['"joint exercise"', "exactly this; Latin words and numbers as a whole"],
    ["訓練 -米軍", "without 米軍"],
    ["source:Reuters", "who reported or carried it"],
    ["topic:SLUG", "a topic, by its name or its title"],
    ["year:2025", "a year; 2024..2025 both years and what is between"],
    ["from:2025-07 to:2025-08-15", "days, months or years"],
    ["id:2508-0724*", "how the number begins"],
  ],
  description: (archive) => `Search ${archive}`,
};

export type SearchWords = typeof ja;

export function searchWordsOf({ language }: { language: Language }): SearchWords {
  return { ja, en }[language];
}
