// Putting right what one key can put right.

import type { Fix } from "./mark.ts";
import { checkStyle } from "./style.ts";
import type { HouseStyle, Member } from "./style-rules.ts";

/** A fix may make room for another, seldom more than once. */
const maxRounds = 10;

/**
 * The text with every fix applied, until none is left. Where rules undo each other's work the text is
 * left as it is: so doing it twice is doing it once.
 */
export function fixAll(text: string, member: Member, style: HouseStyle): string {
  let fixed = text;
  for (let round = 0; round < maxRounds; round += 1) {
    const fixes = checkStyle(fixed, member, style).flatMap(({ fix }) => fix ?? []);
    if (fixes.length === 0) return fixed;
    fixed = applyFixes(fixed, fixes);
    if (fixed.length > text.length * 2 + 1_000) break;
  }
  return text;
}

/** From the left; of two that overlap, or that insert at one place, the first. */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  let fixed = "";
  let at = 0;
  let inserted = -1;
  for (const { from, to, with: instead } of fixes.toSorted(
    (a, b) => a.from - b.from || a.to - b.to,
  )) {
    if (from < at || from === inserted) continue;
    fixed += text.slice(at, from) + instead;
    at = to;
    inserted = from === to ? from : -1;
  }
  return fixed + text.slice(at);
}
