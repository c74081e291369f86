import type { Entities } from "./entities.ts";
import { type Terms, type Weighing, weighText } from "./weigh.ts";

export type { Terms } from "./weigh.ts";

/**
 * The terms by which reports of one happening are stacked. Japanese and English meet only where
 * `entities` know a thing by both names.
 */
export function termsOf(text: { title: string; lead: string }, entities: Entities): Terms {
  return weighText(text, entities, stacking);
}

/** Tuned on test/likeness/tuning.json, docs/adr/0011. */
const stacking: Weighing = { lead: 160, mostIdf: 3.5, entity: 1, pair: 0.4, day: 8 };
