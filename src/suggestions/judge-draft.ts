// Whether what a model has written can be offered as a draft at all.

import type { Language } from "#base/archive.ts";

export type Unfit = "empty" | "refused" | "wrong-language";

/** Null where there is nothing to say against it. */
export function judgeDraft(text: string, language: Language): Unfit | null {
  const bare = text.trim();
  if (bare === "") return "empty";
  if (refusal.test(bare)) return "refused";
  return isIn(bare, language) ? null : "wrong-language";
}

/** Told while it is being written: only what more text would not change. */
export function judgeBeginning(text: string, language: Language): Unfit | null {
  return text.trim().length < enough ? null : judgeDraft(text, language);
}

const enough = 200;
const refusal =
  /^(?:申し訳(?:ございません|ありません)|すみません|お手伝いできません|I(?:'|’)m sorry|I am sorry|Sorry,|I can(?:not|['’]t) (?:assist|help|provide|comply|write|do |create|draft|summari[sz]e|fulfil)|I(?:'|’)m (?:unable|not able) |As an AI)/iu;

/** Japanese has kana; Chinese has none. English may cite a Japanese name. */
function isIn(text: string, language: Language): boolean {
  const letters = count(text, /\p{L}/gu);
  if (letters < 10) return true;
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  if (language === "ja") return kana / letters > 0.1;
  return count(text, /\p{Script=Latin}/gu) / letters > 0.6;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
