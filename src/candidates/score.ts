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
export function tellingTerms(terms: Hashed, scorer: Scorer, count: number): Weight[] {
  const told: Weight[] = [];
  for (const one of strongest(terms, scorer)) {
    if (told.length === count) break;
    if (!told.some(({ term }) => overlaps(term, one.term))) told.push(one);
  }
  return told;
}

/** The first few of a hundred: to sort them all took longer than to score the story. */
function strongest({ hashes, values }: Hashed, { weights }: Scorer): Weight[] {
  const first: Weight[] = [];
  for (let i = 0; i < hashes.length; i += 1) {
    const found = weights.get(hashes[i] ?? 0);
    if (!found) continue;
    const weight = Math.round(found.weight * (values[i] ?? 0) * 1000) / 1000;
    let at = first.length;
    while (at > 0 && movesMore(weight, found.term, first[at - 1])) at -= 1;
    if (weight === 0 || at === looked) continue;
    first.splice(at, 0, { term: found.term, weight });
    if (first.length > looked) first.pop();
  }
  return first;
}
const looked = 16;

/** Of equals the first in the order of characters, so that it is the same each time. */
function movesMore(weight: number, term: string, other: Weight | undefined): boolean {
  const more = Math.abs(weight) - Math.abs(other?.weight ?? 0);
  return more > 0 || (more === 0 && term < (other?.term ?? ""));
}

function overlaps(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
