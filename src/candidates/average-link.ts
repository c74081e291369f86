// How like a stack a story is: average link, so that a chain of half-like stories makes no stack.

import { cosine } from "#likeness/cosine.ts";
import type { Terms } from "#likeness/terms.ts";

export type Report = { id: number; terms: Terms };

/** Of a long story the latest reports count. */
export const membersCompared = 20;

/** The mean cosine with the newest `members` (they come oldest first), and the likest of them. */
export function averageLink(
  terms: Terms,
  members: readonly Report[],
): { score: number; likest: Terms } {
  let [sum, best, likest]: [number, number, Terms] = [0, -1, new Map()];
  const compared = members.slice(-membersCompared);
  for (const member of compared) {
    const score = cosine(terms, member.terms);
    sum += score;
    if (score > best) [best, likest] = [score, member.terms];
  }
  return { score: compared.length === 0 ? 0 : sum / compared.length, likest };
}
