// Brackets and quotation marks that have no partner.

import type { Language } from "#base/archive.ts";
import type { TextMark } from "./mark.ts";

type BracketMark = TextMark & { kind: "brackets" | "lenticular_brackets" };

const closing: Readonly<Record<string, string>> = {
  ...{ "【": "】", "「": "」", "『": "』", "（": "）", "(": ")", "[": "]", "［": "］" },
  ...{ "〈": "〉", "《": "》", "〔": "〕", "<": ">", "＜": "＞", "“": "”" },
};
const opening = Object.fromEntries(Object.entries(closing).map(([open, close]) => [close, open]));

/**
 * Over the whole text, as a quotation may go on in the next paragraph. An open 【 is closed by its fix
 * at the end of its line, or within the brackets around it.
 */
export function checkBrackets(text: string, language: Language): BracketMark[] {
  return lonelyBrackets(text)
    .toSorted((a, b) => a.at - b.at)
    .map((lonely) => markOf(text, lonely, language));
}

/** `before` is where a bracket around it closes. */
type Lonely = { at: number; before: number };

function lonelyBrackets(text: string): Lonely[] {
  const open: { at: number; mark: string }[] = [];
  const lonely: Lonely[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (mark in closing) open.push({ at, mark });
    else if (mark in opening) {
      const partner = open.findLastIndex((one) => one.mark === opening[mark]);
      const inner = partner < 0 ? [{ at }] : open.splice(partner).slice(1);
      lonely.push(...inner.map((one) => ({ at: one.at, before: at })));
    }
  }
  return [...lonely, ...open.map(({ at }) => ({ at, before: text.length }))];
}

function markOf(text: string, { at, before }: Lonely, language: Language): BracketMark {
  const mark = text.charAt(at);
  const missing = closing[mark] ?? opening[mark] ?? "";
  const kind = /[【】]/.test(mark) ? "lenticular_brackets" : "brackets";
  const message = words[language](mark, missing);
  const lineEnd = text.indexOf("\n", at);
  const place = Math.min(before, lineEnd < 0 ? text.length : lineEnd);
  return {
    ...{ from: at, to: at + 1, text: mark, kind, message },
    ...(mark === "【" ? { fix: { from: place, to: place, with: "】" } } : {}),
  };
}

const words: Record<Language, (mark: string, missing: string) => string> = {
  ja: (mark, missing) => `${mark}に対応する${missing}がない`,
  en: (mark, missing) => `${mark} has no ${missing}.`,
};
