// Lines that mean something on a hand-made page, and how an entry says the same words as plain text:
// with a backslash in front. Only before such lines, so that `\300万` stays what it is.

import { isFurniture } from "./page-lines.ts";
import { isMember } from "./page-members.ts";

/** A line of a summary or a note as it is written on a page. */
export function escapeLine(text: string): string {
  return isMeant(text) ? `\\${text}` : text;
}

/** The line that was written, and whether it had the backslash: then it is text and nothing else. */
export function unescapeLine(text: string): { text: string; isPlain: boolean } {
  const isPlain = text.startsWith("\\") && isMeant(text.slice(1));
  return { text: isPlain ? text.slice(1) : text, isPlain };
}

/** With any number of backslashes before it, so that escaping can be undone whatever the text. */
function isMeant(text: string): boolean {
  const bare = text.slice(text.search(/[^\\]|$/));
  return (
    /^\d{4}\.\d{1,2}\.\d{1,2}(?:\s|$)/.test(bare) ||
    /^【(?:[註注]】|関連記事)/.test(bare) ||
    isFurniture(bare) ||
    isMember(bare)
  );
}
