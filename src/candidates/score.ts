// How much a topic wants a story, by what was learned, and why.

import { hashTerm } from "#likeness/hash-term.ts";
import { likelihood } from "./logistic.ts";
import type { Feature } from "./rank-features.ts";

export type Weight = { term: string; weight: number };

/** Weights by hash of term, so that a story's terms are kept as numbers. */
export type Scorer = { bias: number; weights: ReadonlyMap<number, Weight> };

/** A story's terms by hash. */
export type Hashed = { hashes: Int32Array; values: Float32Array };

export function openScorer(model: { bias: number; weights: Record<string, number> }): Scorer {
  const weights = new Map(
    Object.entries(model.weights).map(([term, weight]) => [hashTerm(term), { term, weight }]),
  );
  return { bias: model.bias, weights };
}

export function hashFeatures(features: readonly Feature[]): Hashed {
  return {
    hashes: Int32Array.from(features, ([term]) => hashTerm(term)),
    values: Float32Array.from(features, ([, value]) => value),
  };
}

/** From 0 to 1. */
export function scoreStory({ hashes, values }: Hashed, { bias, weights }: Scorer): number {
  let sum = bias;
  for (let i = 0; i < hashes.length; i += 1) {
    sum += (weights.get(hashes[i] ?? 0)?.weight ?? 0) * (values[i] ?? 0);
  }
  return likelihood(sum);
}

/**
 * The `count` terms that raised (above 0) or lowered the score the most, in the unit of the logarithm
 * of odds. A part of a term that is told already, as 衛隊 is of 自衛隊, is left out.
 */
export function tellingTerms(
  { hashes, values }: Hashed,
  { weights }: Scorer,
  count: number,
): Weight[] {
  const moved: Weight[] = [];
  for (let i = 0; i < hashes.length; i += 1) {
    const found = weights.get(hashes[i] ?? 0);
    const weight = found ? Math.round(found.weight * (values[i] ?? 0) * 1000) / 1000 : 0;
    if (found && weight !== 0) moved.push({ term: found.term, weight });
  }
  moved.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.term < b.term ? -1 : 1));
  const told: Weight[] = [];
  for (const one of moved) {
    if (told.length === count) break;
    if (!told.some(({ term }) => overlaps(term, one.term))) told.push(one);
  }
  return told;
}

function overlaps(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
