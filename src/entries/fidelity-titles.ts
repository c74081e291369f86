// Persons as Japanese news names them: a name and, behind it, an office or 氏.

import { type Span, spansOf } from "./fidelity-fold.ts";

/** `alternatives`: readings of the name; where the source has one of them it has the name. */
export type NamedPerson = Span & { alternatives: readonly string[] };

/**
 * Kanji or katakana directly before a title, with the country between taken off. Institutions
 * (米海軍長官, 政府代表, 自民党総裁) are none.
 */
export function namedPersons(text: string): NamedPerson[] {
  return spansOf(text, person).flatMap(({ match, from }) => {
    const { kana, name: kanji = "" } = match.groups ?? {};
    const name = kana ?? kanji.replace(between, "");
    const span = { from, to: from + name.length, text: name };
    return isName(name) ? [{ ...span, alternatives: readingsOf(name) }] : [];
  });
}

const titles = [
  "氏 さん 容疑者 被告 首相 総理 大統領 副大統領 国家主席 主席 総書記 王 皇太子 首席",
  "外相 外務大臣 外務次官 外務審議官 防衛相 防衛大臣 国防相 国防大臣 国防長官 国務長官 国防次官 国務次官",
  "官房長官 官房副長官 長官 大臣 副大臣 政務官 次官 審議官 補佐官 報道官 財務相 経産相 国交相 法相",
  "海軍長官 陸軍長官 空軍長官 統合幕僚長 陸上幕僚長 海上幕僚長 航空幕僚長 陸幕長 海幕長 空幕長 幕僚長",
  "統合参謀本部議長 合同参謀本部議長 参謀総長 統合作戦司令官 司令官 司令 艦長 隊長 団長 師団長 旅団長",
  "大将 中将 少将 准将 大佐 中佐 少佐 大尉 陸将 海将 空将 陸将補 海将補 空将補",
  "知事 市長 町長 村長 副知事 副市長 議長 委員長 議員 参院議員 衆院議員 上院議員 下院議員 総裁 党首 幹事長",
  "大使 公使 総領事 領事 教授 准教授 研究員 社長 会長 局長 部長 課長 代表 記者",
]
  .flatMap((line) => line.split(" "))
  .toSorted((a, b) => b.length - a.length);

const letter = "[\\p{Script=Han}々]";
/** The longest title counts: 米国防長官 names nobody. Kana are a name whatever stands before them. */
const person = new RegExp(
  `(?:(?<![ァ-ヴー・])(?<kana>[ァ-ヴ][ァ-ヴー・]{1,19})${letter}{0,6}?|(?<!${letter})(?<name>${letter}{1,6}?))(?:${titles.join("|")})(?!${letter})`,
  "gu",
);

/** 趙韓外相, 中西副市長; but 田中 and 秋元 are whole names. */
const between = /(?:駐日)?(?:[米英豪仏独韓露比副両同]|(?<=..)[中印元前新])+$/;
const institution = /[軍省庁党隊署局院艦側]/;
const words = new Set(
  "統合 海上 陸上 航空 国防 国務 外務 防衛 官房 現職 歴代 前任 後任 次期 新任 女性 担当 最高 事務 上級 初代 国家 政府 首相 日本 米国 韓国 中国 英国 豪州 両国 各国 関係 現地 地元 当時 同党 同社 同省 国連 宇宙 戦略 財務 経済 安全保障 在日 駐日 筆頭 主任 特別 名誉 臨時 代理 共同 男性 一等 民間 学者 専門".split(
    " ",
  ),
);
const countries = /^[日米豪英仏独伊加韓中朝露比印越台]+$/;

function isName(name: string): boolean {
  if (name === "" || /^[ァ-ヴー・]/.test(name)) return name.length > 1;
  if (name.length > 4 || institution.test(name)) return false;
  return (
    !words.has(name) && !countries.test(name) && !/^(?:[各両全某当第]|[元前新故現]$)/.test(name)
  );
}

/** 石破茂 is 石破; 前田 may be the former 田. */
function readingsOf(name: string): string[] {
  const bare = name.replace(/[・]/g, "");
  if (/^[ァ-ヴ]/.test(name)) return [bare, ...name.split("・").filter((part) => part.length > 1)];
  const whole = [name, name.replace(/^[元前新故現](?=.)/, "")];
  return name.length >= 3 ? [...whole, name.slice(0, 2)] : whole;
}
