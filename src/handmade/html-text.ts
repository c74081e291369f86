// The text between tags as lines: how a page was wrapped by hand is no part of what it says.

import { isWide } from "#base/width.ts";

/** Pieces of text, as a parser hands them over, to one line; "" where there is none. */
export function unwrap(text: string): string {
  const lines = text
    .split("\n")
    .map(trimBlanks)
    .filter((line) => line !== "");
  return lines.map((line, i) => joint(lines[i - 1] ?? "", line) + line).join("");
}

/** Between Japanese characters a wrapped line has no space, as typesetting has it; else it has one. */
function joint(before: string, after: string): string {
  if (before === "") return "";
  const [last = ""] = [...before.slice(-2)].slice(-1);
  const [first = ""] = after.slice(0, 2);
  return isWide(last) && isWide(first) ? "" : " ";
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
