// Encoding, learning and judging without a database.

import { inSlices } from "#candidates/in-slices.ts";
import {
  type Circumstances,
  circumstanceFeatures,
  type Text,
  wordFeatures,
} from "#candidates/rank-features.ts";
import { encodeDecided, encodeWords, type Vocabulary } from "#candidates/rank-rows.ts";
import { hashFeatures, openScorer, scoreStory } from "#candidates/score.ts";
import { type Trained, trainTopic } from "#candidates/train.ts";
import { noEntities } from "#likeness/entities.ts";

export type Told = Text & Partial<Circumstances>;

export type Lessons = {
  entries?: readonly Text[];
  accepted?: readonly Told[];
  rejected?: readonly Told[];
  undecided?: readonly Text[];
};

export async function learnFrom(lessons: Lessons): Promise<Trained | null> {
  const vocabulary: Vocabulary = new Map();
  const words = (texts: readonly Text[] = []) =>
    inSlices(encodeWords(texts, noEntities, vocabulary));
  const decided = (stories: readonly Told[] = []) => {
    const reports = stories.map((story) => ({ ...story, ...circumstancesOf(story) }));
    return inSlices(encodeDecided(reports, noEntities, vocabulary));
  };
  const encoded = {
    rejected: await decided(lessons.rejected),
    undecided: await words(lessons.undecided),
    accepted: await decided(lessons.accepted),
    entries: await words(lessons.entries),
  };
  return inSlices(trainTopic(encoded, vocabulary));
}

/** What the model makes of each story, from 0 to 1. */
export function judge(model: Trained | null, stories: readonly Told[]): number[] {
  if (!model) throw new Error("nothing was learned");
  const scorer = openScorer(model);
  return stories.map((story) => {
    const words = wordFeatures(story, noEntities);
    const features = [...words, ...circumstanceFeatures(circumstancesOf(story))];
    return scoreStory(hashFeatures(features), scorer);
  });
}

/** The share of pairs of a wanted and an unwanted story in which the wanted one stands higher. */
export function areaUnderCurve(wanted: readonly number[], unwanted: readonly number[]): number {
  let higher = 0;
  for (const one of wanted) {
    for (const other of unwanted) higher += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return higher / (wanted.length * unwanted.length);
}

/** How many of the wanted are among the first `count` of all. */
export function recallAt(
  count: number,
  wanted: readonly number[],
  unwanted: readonly number[],
): number {
  const all = [
    ...unwanted.map((score) => ({ score, isWanted: false })),
    ...wanted.map((score) => ({ score, isWanted: true })),
  ];
  // Of equals the unwanted come first: no luck counts.
  const first = all.toSorted((a, b) => b.score - a.score).slice(0, count);
  return first.filter(({ isWanted }) => isWanted).length / wanted.length;
}

function circumstancesOf(story: Told): Circumstances {
  return {
    publisher: story.publisher ?? "潮見新報",
    source: story.source ?? "shiomi",
    hour: story.hour ?? null,
  };
}
