import { isReadable, showTerm } from "./show-term.ts";
import type { Terms } from "./weigh.ts";

/** 0 (nothing shared, or nothing there) to 1 (alike). Both are of unit length, as termsOf makes them. */
export function cosine(a: Terms, b: Terms): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return Math.min(1, sum);
}

/**
 * At most `count` of the terms that make the two alike, as an editor reads them: the greatest product
 * first, words and entities before pairs of characters, none that is part of one before it.
 */
export function sharedTerms(a: Terms, b: Terms, count: number): string[] {
  const shared = [...a]
    .map(([term, weight]) => ({ term, product: weight * (b.get(term) ?? 0) }))
    .filter(({ product }) => product > 0)
    .toSorted(
      (x, y) =>
        Number(isReadable(y.term)) - Number(isReadable(x.term)) ||
        y.product - x.product ||
        (x.term < y.term ? -1 : 1),
    );
  const shown: string[] = [];
  for (const { term } of shared) {
    const text = showTerm(term);
    if (shown.length < count && !shown.some((other) => other.includes(text))) shown.push(text);
  }
  return shown;
}
