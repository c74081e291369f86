export type Judged = { score: number; isPositive: boolean };

/** The mean, over the positives, of the precision down to each, the highest score first. */
export function averagePrecision(pairs: readonly Judged[]): number {
  let hits = 0;
  let sum = 0;
  for (const [n, { isPositive }] of pairs.toSorted((a, b) => b.score - a.score).entries()) {
    if (!isPositive) continue;
    hits += 1;
    sum += hits / (n + 1);
  }
  return sum / hits;
}
