import type { Entities } from "./entities.ts";
import { type Terms, type Weighing, weighText } from "./weigh.ts";

/**
 * The terms by which similar published entries are found ("already archived?"). Make both sides with
 * this function and compare them by `cosine`: a stack's candidate by its title and lead, a published
 * entry by its title and whole summary. What is alike here is the matter, not the day, so names and
 * rare words count more than in `termsOf`, with whose terms these are not comparable; there is no
 * threshold, only an order, and the first five are worth showing.
 */
export function likeEntryTerms(text: { title: string; lead: string }, entities: Entities): Terms {
  return weighText(text, entities, resembling);
}

/** Tuned on test/likeness/tuning.json, docs/adr/0011. */
const resembling: Weighing = { lead: 1000, mostIdf: 5, entity: 1.5, pair: 0.4, day: 0.3 };
