// Markup to text, for titles and excerpts. Tags are cut by one pass, never balanced: what comes out
// is text and is escaped again wherever it is shown.

import { cleanText } from "#base/text.ts";
import { decodeEntities } from "./entities.ts";

const hidden = /<(script|style)\b/gi;
// A tag begins with a letter: <速報> and 「A < B」 are text.
const tag = /<(?:\/?[a-z][^<>]*|!--[^<>]*--|!\[CDATA\[|\?[^<>]*)>/gi;
const block = /^<\/?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|hr|dd|dt|dl)\b/i;

/** The text that a reader would see, entities decoded once; blocks become a line each. */
export function htmlToText(markup: string): string {
  const text = withoutHidden(markup).replace(tag, (found) => (block.test(found) ? "\n" : ""));
  return cleanText(decodeEntities(text))
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[\s]*/g, "\n")
    .trim();
}

function withoutHidden(markup: string): string {
  const parts: string[] = [];
  const lower = markup.toLowerCase();
  let at = 0;
  hidden.lastIndex = 0;
  for (let open = hidden.exec(markup); open; open = hidden.exec(markup)) {
    const end = lower.indexOf(`</${open[1]?.toLowerCase()}`, open.index);
    parts.push(markup.slice(at, open.index));
    at = end < 0 ? markup.length : end;
    hidden.lastIndex = at;
  }
  return parts.join("") + markup.slice(at);
}
