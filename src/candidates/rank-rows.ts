// Stories as rows of numbers, for the regression.

import type { Entities } from "#likeness/entities.ts";
import type { Rows } from "./logistic.ts";
import {
  type Circumstances,
  circumstanceFeatures,
  type Feature,
  type Text,
  wordFeatures,
} from "./rank-features.ts";

/** Numbers terms in the order in which they turn up. */
export type Vocabulary = Map<string, number>;

/** Terms by number. */
export type Encoded = { terms: Int32Array; values: Float64Array };

/**
 * A story as a whole, and its headline alone. An entry has a summary where a candidate has a lead or
 * nothing: learned as a whole only, the style of summaries passed for what the archive wants (AUC .93
 * against .96 in the first exam of test/candidates/ranking-exam.test.ts).
 */
export type Words = { whole: Encoded; headline: Encoded };

/** A story that an editor decided. */
export type Decided = { words: Words; circumstances: Encoded };

/** Some 6 ms each: to segment so many texts, and to copy so many. */
const [segmented, copied] = [16, 1000];

export function* encodeWords(
  texts: readonly Text[],
  entities: Entities,
  vocabulary: Vocabulary,
): Generator<void, Words[], void> {
  const encoded: Words[] = [];
  for (const text of texts) {
    encoded.push(encodeText(text, entities, vocabulary));
    if (encoded.length % segmented === 0) yield;
  }
  return encoded;
}

export function* encodeDecided(
  reports: readonly (Text & Circumstances)[],
  entities: Entities,
  vocabulary: Vocabulary,
): Generator<void, Decided[], void> {
  const encoded: Decided[] = [];
  for (const report of reports) {
    const words = encodeText(report, entities, vocabulary);
    encoded.push({ words, circumstances: encode(circumstanceFeatures(report), vocabulary) });
    if (encoded.length % segmented === 0) yield;
  }
  return encoded;
}

/** Rows over the terms that two stories or more have, and which term each column is. */
export function* rowsOf(
  stories: readonly Encoded[],
  vocabularySize: number,
): Generator<void, { rows: Rows; columnTerms: Int32Array }, void> {
  const columnTerms = commonTerms(stories, vocabularySize);
  const columnOf = new Int32Array(vocabularySize).fill(-1);
  for (const [column, term] of columnTerms.entries()) columnOf[term] = column;
  yield;
  const most = stories.reduce((sum, { terms }) => sum + terms.length, 0);
  const starts = new Int32Array(stories.length + 1);
  const columns = new Int32Array(most);
  const values = new Float64Array(most);
  let end = 0;
  for (const [row, story] of stories.entries()) {
    for (let i = 0; i < story.terms.length; i += 1) {
      const column = columnOf[story.terms[i] ?? 0] ?? -1;
      if (column < 0) continue;
      columns[end] = column;
      values[end] = story.values[i] ?? 0;
      end += 1;
    }
    starts[row + 1] = end;
    if (row % copied === 0) yield;
  }
  return { rows: { starts, columns, values, width: columnTerms.length }, columnTerms };
}

function commonTerms(stories: readonly Encoded[], vocabularySize: number): Int32Array {
  const counts = new Int32Array(vocabularySize);
  for (const { terms } of stories) for (const term of terms) counts[term] = (counts[term] ?? 0) + 1;
  const all = Int32Array.from(counts.keys());
  return all.filter((term) => (counts[term] ?? 0) > 1);
}

function encodeText(text: Text, entities: Entities, vocabulary: Vocabulary): Words {
  const whole = encode(wordFeatures(text, entities), vocabulary);
  const headline = wordFeatures({ title: text.title, lead: "" }, entities);
  return { whole, headline: encode(headline, vocabulary) };
}

function encode(features: readonly Feature[], vocabulary: Vocabulary): Encoded {
  return {
    terms: Int32Array.from(features, ([term]) => numberOf(term, vocabulary)),
    values: Float64Array.from(features, ([, value]) => value),
  };
}

function numberOf(term: string, vocabulary: Vocabulary): number {
  const known = vocabulary.get(term);
  if (known !== undefined) return known;
  vocabulary.set(term, vocabulary.size);
  return vocabulary.size - 1;
}
