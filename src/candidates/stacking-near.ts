// The stacks that a candidate is like.

import { cosine, sharedTerms } from "#likeness/cosine.ts";
import { averageLink } from "./average-link.ts";
import type { First, KnownStack, Newcomer, World } from "./stacking-world.ts";

/** Cosines: from `stack` on two are put together, from `perhaps` on an editor is asked. */
export type Thresholds = { stack: number; perhaps: number };

export type Near = {
  stack: KnownStack;
  score: number;
  terms: () => string[];
  copyOf: number | null;
};

/** How long a headline that comes back is a copy of the first with it. */
export const copyHours = 72;
const termsShown = 5;

/** Those that are at least perhaps the same, the likest first. */
export function nearStacks(one: Newcomer, world: World, thresholds: Thresholds): Near[] {
  const copied = firstsOf(one, world, thresholds);
  const ids = [...copied.keys(), ...(world.matches.get(one.id) ?? [])]
    .map((id) => world.stackOf.get(id))
    .filter((id) => id !== undefined && id !== one.stackId);
  return [...new Set(ids)]
    .flatMap((id) => world.stacks.get(id ?? 0) ?? [])
    .map((stack) => nearness(one, stack, [...copied.values()], world))
    .filter(({ score }) => score >= thresholds.perhaps)
    .toSorted((a, b) => b.score - a.score);
}

export function nearness(
  one: Newcomer,
  stack: KnownStack,
  firsts: readonly First[],
  { stackOf }: World,
): Near {
  const first = firsts.find(({ id }) => stackOf.get(id) === stack.id);
  const { score, likest } = first
    ? { score: 1, likest: first.terms }
    : averageLink(one.terms, stack.members);
  const terms = (): string[] => sharedTerms(one.terms, likest, termsShown);
  return { stack, score, terms, copyOf: first?.id ?? null };
}

/**
 * What it has the headline of. Texts that are unlike all the same have a column's name in common
 * ("What is on today"), which says nothing.
 */
function firstsOf(
  { at, titleKey, terms, id }: Newcomer,
  { firsts }: World,
  thresholds: Thresholds,
): Map<number, First> {
  const same = titleKey === null ? [] : (firsts.get(titleKey) ?? []);
  return new Map(
    same
      .filter(
        (first) => first.id !== id && Math.abs(first.at.until(at).total("hours")) <= copyHours,
      )
      .filter((first) => cosine(terms, first.terms) >= thresholds.stack)
      .map((first) => [first.id, first]),
  );
}
