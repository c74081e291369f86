// Full-width letters and digits, and half-width katakana.

import type { Language } from "#base/archive.ts";
import type { TextMark } from "./mark.ts";

type WidthMark = TextMark & { kind: "width" };

export function checkWidth(text: string, language: Language): WidthMark[] {
  return [...text.matchAll(wrongWidth)].map((match) => {
    const [here] = match;
    const [from, to] = [match.index, match.index + here.length];
    const instead = here.normalize("NFKC");
    const fix = { from, to, with: instead };
    return { from, to, text: here, kind: "width", message: words[language](instead), fix };
  });
}

/** Of punctuation only what the archive writes in half width; ！？：； stay. */
const wrongWidth = /[０-９Ａ-Ｚａ-ｚ％＆＋－／（）＜＞［］＠＃]+|[ｦ-ﾟ]+/g;

const words: Record<Language, (instead: string) => string> = {
  ja: (instead) => `「${instead}」と書く`,
  en: (instead) => `Write "${instead}".`,
};
