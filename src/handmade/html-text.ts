// The text between tags as lines: how a page was wrapped by hand is no part of what it says.

import { isWide } from "#base/width.ts";

/** Pieces of text, as a parser hands them over, to one line; "" where there is none. */
export function unwrap(text: string): string {
  return text
    .split("\n")
    .map(trimBlanks)
    .filter((line) => line !== "")
    .reduce(join, "");
}

/** Between Japanese characters a wrapped line has no space, as typesetting has it; else it has one. */
function join(before: string, after: string): string {
  if (before === "") return after;
  const [last = ""] = [...before.slice(-2)].slice(-1);
  const [first = ""] = after;
  return isWide(last) && isWide(first) ? before + after : `${before} ${after}`;
}

/** Blanks of ASCII only: an ideographic space is the page's own. A loop: a regex would be quadratic. */
function trimBlanks(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && blanks.includes(line.charAt(start))) start += 1;
  while (end > start && blanks.includes(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}
const blanks = " \t\r\f";
