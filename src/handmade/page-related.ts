// 【関連記事:2508-071408】: an entry's reference to others.

import { cutText } from "#base/text.ts";
import { parseArchiveId } from "#entries/archive-id.ts";
import type { PageLine } from "./page-lines.ts";
import type { Report } from "./page-oddity.ts";

const opening = "【関連記事";

/** The ids in the brackets and the text behind them; null for any other line. */
export function readRelated(
  { line, text }: PageLine,
  report: Report,
): { ids: readonly string[]; rest: string } | null {
  if (!text.startsWith(opening)) return null;
  const close = text.indexOf("】");
  if (close < 0) {
    report(line, "related-unclosed", "【関連記事 is not closed; it was read to the line's end.");
  }
  const inside = text.slice(opening.length, close < 0 ? undefined : close);
  const words = inside.split(/[\s:\uff1a、,・<>]+/).filter((word) => word !== "");
  for (const word of words) reportMalformed(line, word, report);
  if (words.length === 0) report(line, "related-malformed", "【関連記事 names no entry.");
  return { ids: words.filter(isId), rest: close < 0 ? "" : text.slice(close + 1).trim() };
}

function isId(word: string): boolean {
  return parseArchiveId(word) !== null;
}

function reportMalformed(line: number, word: string, report: Report): void {
  if (isId(word)) return;
  report(line, "related-malformed", `"${cutText(word, 60)}" is no archive id; it was left out.`);
}
