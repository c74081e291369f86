// The terms of reports, kept: to segment a text takes a hundred times as long as to judge it, and each
// training judges the whole queue anew.

import { setImmediate } from "node:timers/promises";
import type { Entities } from "#likeness/entities.ts";
import { circumstanceFeatures, wordFeatures } from "./rank-features.ts";
import type { Report } from "./rank-store.ts";
import { type Hashed, hashFeatures } from "./score.ts";

/** Of 1 KB each. */
const mostKept = 10_000;
/** So many take some 6 ms; then others have their turn. */
const atOnce = 16;

export function keepTerms(
  entities: Entities,
): (reports: readonly Report[]) => Hashed[] | Promise<Hashed[]> {
  const kept = new Map<string, Hashed>();
  let made = 0;

  function termsOf(report: Report): Hashed {
    const key = `${report.id}:${report.revision}`;
    const known = kept.get(key);
    if (known) return known;
    const features = [...wordFeatures(report, entities), ...circumstanceFeatures(report)];
    const terms = hashFeatures(features);
    kept.set(key, terms);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? key);
    made += 1;
    return terms;
  }

  return (reports) => {
    const terms = reports.map(termsOf);
    if (made < atOnce) return terms;
    made = 0;
    return setImmediate(terms);
  };
}
