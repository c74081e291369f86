// TextRank (Mihalcea and Tarau, 2004): a sentence counts as much as the sentences that are like it.

const damping = 0.85;
const maxRounds = 100;
const settled = 1e-7;

/** One score a sentence, together 1; `alike` is symmetric. The same input gives the same scores. */
export function textRank(count: number, alike: (a: number, b: number) => number): number[] {
  const weights = Array.from({ length: count }, (_, a) =>
    Array.from({ length: count }, (_, b) => (a === b ? 0 : alike(a, b))),
  );
  const sums = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  let scores: number[] = Array.from({ length: count }, () => 1 / count);
  for (let round = 0; round < maxRounds; round += 1) {
    const next = scores.map((_, a) => score(a, scores, weights, sums));
    const moved = next.reduce((sum, one, i) => sum + Math.abs(one - (scores[i] ?? 0)), 0);
    scores = next;
    if (moved < settled) break;
  }
  return scores;
}

/** A sentence that is like no other gives to all alike. */
function score(
  a: number,
  scores: readonly number[],
  weights: readonly (readonly number[])[],
  sums: readonly number[],
): number {
  let given = 0;
  for (let b = 0; b < scores.length; b += 1) {
    const sum = sums[b] ?? 0;
    const part = sum === 0 ? 1 / scores.length : (weights[a]?.[b] ?? 0) / sum;
    given += (scores[b] ?? 0) * part;
  }
  return (1 - damping) / scores.length + damping * given;
}
