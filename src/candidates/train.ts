// Learns which stories a topic wants from what became of earlier ones.
//
// Words are learned first, from all there is. What source and hour add to them is learned second, and
// only from stories that this desk decided: an archive made by hand has other sources than the ones
// that are polled, and the difference would be taken for the editors' taste.

import { type Example, type Learned, learn, sumOf } from "./learn.ts";
import type { Decided, Vocabulary, Words } from "./rank-rows.ts";

/** What is known of a topic. The order matters to the last digit, so let it be the same each time. */
export type Lessons = {
  /** The words of published entries, imported ones too. */
  entries: readonly Words[];
  accepted: readonly Decided[];
  rejected: readonly Decided[];
  /** The words of stories nobody decided yet: most of what comes in is not wanted. */
  undecided: readonly Words[];
};

export type Trained = {
  bias: number;
  weights: Record<string, number>;
  positives: number;
  /** Rejections and undecided stories. */
  negatives: number;
  undecided: number;
};

/** With less of either kind there is nothing to learn, and all stories are alike. */
export const fewest = 5;
const maxWords = 20_000;
/** Of the regression. After a few decisions a source must not outvote what a story says. */
const strength = { words: 16, circumstances: 0.1 };
const [undecidedImportance, rejectionsEnough] = [0.1, 100];

/** What an undecided story counts where a rejection counts 1; 0: they are not needed any more. */
export function importanceOfUndecided(rejections: number): number {
  return undecidedImportance * Math.max(0, 1 - rejections / rejectionsEnough);
}

/** Null where there is too little of either kind. Yields every few milliseconds. */
export function* trainTopic(
  lessons: Lessons,
  vocabulary: Vocabulary,
): Generator<void, Trained | null, void> {
  const { entries, accepted, rejected } = lessons;
  const weak = importanceOfUndecided(rejected.length);
  const undecided = weak > 0 ? lessons.undecided : [];
  const positives = entries.length + accepted.length;
  const negatives = rejected.length + undecided.length;
  if (positives < fewest || negatives < fewest) return null;
  const wordsOf = ({ words }: Decided): Words => words;
  const words = yield* learn(
    [
      ...examplesOf([...entries, ...accepted.map(wordsOf)], 1, 1),
      ...examplesOf(rejected.map(wordsOf), 0, 1),
      ...examplesOf(undecided, 0, weak),
    ],
    { vocabulary, strength: strength.words, most: maxWords },
  );
  const circumstances = yield* learnCircumstances(lessons, words, vocabulary);
  return {
    bias: words.bias + circumstances.bias,
    weights: { ...words.weights, ...circumstances.weights },
    ...{ positives, negatives, undecided: undecided.length },
  };
}

/** A story counts once, half as a whole and half as a headline. */
function examplesOf(stories: readonly Words[], label: 0 | 1, importance: number): Example[] {
  return stories.flatMap(({ whole, headline }) =>
    [whole, headline].map((story) => ({ story, label, importance: importance / 2 })),
  );
}

/** On top of what the words say: a source is not blamed for its subjects. */
function* learnCircumstances(
  { accepted, rejected }: Lessons,
  words: Learned,
  vocabulary: Vocabulary,
): Generator<void, Pick<Learned, "bias" | "weights">, void> {
  if (accepted.length < fewest || rejected.length < fewest) return { bias: 0, weights: {} };
  const example = (story: Decided, label: 0 | 1) => ({
    ...{ story: story.circumstances, label },
    known: sumOf(story.words.whole, words),
  });
  return yield* learn(
    [...accepted.map((story) => example(story, 1)), ...rejected.map((story) => example(story, 0))],
    { vocabulary, strength: strength.circumstances, most: maxWords },
  );
}
