// What a story is judged by: its words, and its circumstances, which are who reported it, which of the
// sources brought it, and at what hour.

import type { Entities } from "#likeness/entities.ts";
import { termsOf } from "#likeness/terms.ts";

export type Text = { title: string; lead: string };

export type Circumstances = {
  publisher: string;
  /** The source's id. */
  source: string;
  /** Of the report, in the archive's zone; null where it has no time. */
  hour: number | null;
};

export type Feature = readonly [term: string, value: number];

/** The squares of the values add up to 1. */
export function wordFeatures(text: Text, entities: Entities): Feature[] {
  // A pair may have cut a character in two, which JSON in PostgreSQL refuses.
  return [...termsOf(text, entities)].filter(
    ([term, value]) => Number.isFinite(value) && term.isWellFormed(),
  );
}

/** Named so that an editor can read them among words: source:潮見新報, hour:09. */
export function circumstanceFeatures({ publisher, source, hour }: Circumstances): Feature[] {
  const features: Feature[] = [
    [`source:${publisher.normalize("NFKC").trim()}`, publisherValue],
    [`source-id:${source}`, sourceValue],
  ];
  if (hour !== null) features.push([`hour:${String(hour).padStart(2, "0")}`, hourValue]);
  return features;
}

/** The smaller, the more it takes to learn from it: an hour tells less than a newspaper. */
const [publisherValue, sourceValue, hourValue] = [0.8, 0.5, 0.3];
