// Paragraphs that do not end.

import type { Language } from "#base/archive.ts";
import type { TextMark } from "./mark.ts";
import { endsSentence, listMarker } from "./summary.ts";

type StopMark = TextMark & { kind: "full_stop" };

/**
 * A Japanese paragraph ends with 。, a closing quotation mark or bracket. List items need none, nor
 * does the line that leads into a list.
 */
export function checkFullStops(text: string, language: Language): StopMark[] {
  const lines = linesOf(text);
  return lines.flatMap(({ line, end }, n): StopMark[] => {
    const next = lines.slice(n + 1).find((other) => other.line !== "");
    const leads = next !== undefined && listMarker(next.line) !== null;
    if (leads || listMarker(line) !== null || !japanese.test(line)) return [];
    if (endsSentence(line) || /[)）】》〉>＞]$/.test(line)) return [];
    const last = [...line].at(-1) ?? "";
    const mark = { from: end - last.length, to: end, text: last, message: words[language] };
    if (/[、，,・;；~〜-]/.test(last)) return [{ ...mark, kind: "full_stop" }];
    return [{ ...mark, kind: "full_stop", fix: { from: end, to: end, with: "。" } }];
  });
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** `end` is where the line's text ends, before white space. */
function linesOf(text: string): { line: string; end: number }[] {
  let at = 0;
  return text.split("\n").map((raw) => {
    const end = at + raw.trimEnd().length;
    at += raw.length + 1;
    return { line: raw.trim(), end };
  });
}

const words: Record<Language, string> = {
  ja: "段落の終わりに句点「。」がない",
  en: "The paragraph does not end with 。.",
};
