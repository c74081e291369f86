// From encoded stories to weights by term.

import { type Answers, fitLogistic } from "./logistic.ts";
import { type Encoded, rowsOf, type Vocabulary } from "./rank-rows.ts";

export type Example = {
  story: Encoded;
  label: 0 | 1;
  /** 1 where nothing is said. */
  importance?: number;
  /** Its sum by what was learned before. */
  known?: number;
};

export type Learned = {
  bias: number;
  weights: Record<string, number>;
  /** By number of term. */
  byTerm: Float64Array;
};

/** The `most` greatest weights, to five decimals, of terms that two examples or more have. */
export function* learn(
  examples: readonly Example[],
  { vocabulary, strength, most }: { vocabulary: Vocabulary; strength: number; most: number },
): Generator<void, Learned, void> {
  const stories = examples.map(({ story }) => story);
  const { rows, columnTerms } = yield* rowsOf(stories, vocabulary.size);
  const answers = answersOf(examples);
  yield;
  const fitted = yield* fitLogistic(rows, answers, strength);
  const byTerm = new Float64Array(vocabulary.size);
  const least = leastOf(fitted.weights, most);
  yield;
  for (const [column, term] of columnTerms.entries()) {
    const weight = fitted.weights[column] ?? 0;
    if (Math.abs(weight) >= least) byTerm[term] = rounded(weight);
  }
  yield;
  return { bias: rounded(fitted.bias), byTerm, weights: named(byTerm, vocabulary, most) };
}

export function sumOf({ terms, values }: Encoded, { bias, byTerm }: Learned): number {
  let sum = bias;
  for (let i = 0; i < terms.length; i += 1) {
    sum += (byTerm[terms[i] ?? 0] ?? 0) * (values[i] ?? 0);
  }
  return sum;
}

/** Both labels weigh the same: the heavier one is made lighter, never the lighter one heavier. */
function answersOf(examples: readonly Example[]): Answers {
  const importance = Float64Array.from(examples, ({ importance = 1 }) => importance);
  const weigh = (of: 0 | 1): number =>
    examples.reduce((sum, { label }, i) => sum + (label === of ? (importance[i] ?? 0) : 0), 0);
  const [no, yes] = [weigh(0), weigh(1)];
  const factors = [Math.min(1, yes / no), Math.min(1, no / yes)];
  return {
    labels: Uint8Array.from(examples, ({ label }) => label),
    importance: importance.map((one, i) => one * (factors[examples[i]?.label ?? 0] ?? 0)),
    known: Float64Array.from(examples, ({ known = 0 }) => known),
  };
}

/** How great the weights are that are kept. */
function leastOf(weights: Float64Array, most: number): number {
  if (weights.length <= most) return 0;
  return weights.map(Math.abs).sort()[weights.length - most] ?? 0;
}

function named(byTerm: Float64Array, vocabulary: Vocabulary, most: number): Record<string, number> {
  const names: [string, number][] = [];
  for (const [name, term] of vocabulary) {
    const weight = byTerm[term] ?? 0;
    if (weight !== 0 && names.length < most) names.push([name, weight]);
  }
  return Object.fromEntries(names);
}

function rounded(weight: number): number {
  return Math.round(weight * 1e5) / 1e5;
}
