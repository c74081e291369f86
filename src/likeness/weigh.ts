// tf-idf over words, pairs and entities, made unit length.

import { type Entities, type Entity, spotEntities } from "./entities.ts";
import { featuresOf, isDay, pairMark } from "./features.ts";
import { idfOf } from "./idf.ts";
import { plainText } from "./plain-text.ts";

/** Weights by term; their squares add up to 1, or nothing is there. */
export type Terms = ReadonlyMap<string, number>;

export type Weighing = {
  /** How much of the lead is read, in UTF-16 units. */
  lead: number;
  /** No idf counts more: how much the rare may outweigh the common. */
  mostIdf: number;
  /** What an entity, a pair and a day of the month weigh, where a word weighs 1. */
  entity: number;
  pair: number;
  day: number;
};

/** The title counts twice. What is beyond the limits is not read, so any text takes about as long. */
export function weighText(
  text: { title: string; lead: string },
  entities: Entities,
  how: Weighing,
): Terms {
  const counted: Counted = { features: new Map(), entities: new Map() };
  count(counted, text.title.slice(0, longestTitle), 2, entities);
  count(counted, text.lead.slice(0, how.lead), 1, entities);
  const weights = new Map<string, number>();
  for (const [feature, times] of counted.features) {
    weights.set(feature, often(times) * featureWeight(feature, how));
  }
  for (const [entity, times] of counted.entities) {
    weights.set(entity.term, often(times) * how.entity * Math.min(entity.idf(), how.mostIdf));
  }
  return toUnitLength(weights);
}

const longestTitle = 300;

type Counted = { features: Map<string, number>; entities: Map<Entity, number> };

function count(counted: Counted, text: string, times: number, entities: Entities): void {
  const { spotted, rest } = spotEntities(plainText(text), entities);
  for (const entity of spotted) raise(counted.entities, entity, times);
  for (const feature of featuresOf(rest)) raise(counted.features, feature, times);
}

function raise<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function often(times: number): number {
  return 1 + Math.log(times);
}

function featureWeight(feature: string, how: Weighing): number {
  if (isDay(feature)) return how.day;
  const kind = feature.startsWith(pairMark) ? how.pair : 1;
  return kind * Math.min(idfOf(feature), how.mostIdf);
}

function toUnitLength(weights: Map<string, number>): Terms {
  let sum = 0;
  for (const weight of weights.values()) sum += weight * weight;
  const length = Math.sqrt(sum);
  for (const [term, weight] of weights) weights.set(term, weight / length);
  return weights;
}
