// Where a line of Japanese or Latin text may be cut.

import { isWide } from "#base/width.ts";

/**
 * Cuts `line` into pieces of at most `columns`, a kanji taking two; joined they give the line
 * again. Spaces stay at the end of a piece and may hang over. What has no place to cut, such as a
 * URL, is left long.
 */
export function cutLine(line: string, columns: number): string[] {
  const pieces: string[] = [];
  let [start, cut, at] = [0, 0, 0];
  let [width, widthAfterCut] = [0, 0];
  let last = "";
  for (const next of line) {
    if (mayCut(last, next)) {
      cut = at;
      widthAfterCut = 0;
    }
    const own = isWide(next) ? 2 : 1;
    width += own;
    widthAfterCut += own;
    if (width > columns && cut > start && next !== " ") {
      pieces.push(line.slice(start, cut));
      start = cut;
      width = widthAfterCut;
    }
    at += next.length;
    last = next;
  }
  return [...pieces, line.slice(start)];
}

function mayCut(last: string, next: string): boolean {
  if (next === " ") return false;
  if (last === " ") return true;
  if (!isWide(last) && !isWide(next)) return false;
  return !openers.has(last) && !closers.has(next) && !joined.test(next);
}

/** Kinsoku, after JIS X 4051: closers do not begin a line, openers do not end one. */
const closers = new Set(
  "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃％‰…‥〜～｡｣､･,.:;?!)]}%" +
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ",
);
/** The zero-width joiner is one of them: it ties what follows. */
const openers = new Set("‘“（〔［｛〈《「『【￥＄£｢([{$\u200d");

/** Belongs to the character before it: an accent, a variation selector, a skin tone, a joiner. */
const joined = /^[\p{M}\p{Emoji_Modifier}\u200d]/u;
