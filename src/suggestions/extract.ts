// Summaries made of the sources' own sentences: where they begin, and what they have most in common.
// Both are offered to an editor, who writes the summary.

import { cosine } from "#likeness/cosine.ts";
import type { Entities } from "#likeness/entities.ts";
import { type Terms, termsOf } from "#likeness/terms.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { textRank } from "./text-rank.ts";

/** A report of the story; `id` is its candidate's. */
export type Report = { id: number; title: string; excerpt: string };

/** `from` and `to` are UTF-16 units of the excerpt of `candidate`. */
export type Extracted = { candidate: number; from: number; to: number; text: string };
export type Ranked = Extracted & { score: number };

/** Sentences as like as this say the same; agencies' stories come word for word from several. */
const sameAbove = 0.85;
/** Comparing each with each takes a second from some thousand on. */
const maxSentences = 200;

type Weighed = Sentence & { candidate: number; terms: Terms };

/** The first sentences of the first report, then of the others what those have not said. */
export function leadSentences(
  reports: readonly Report[],
  count: number,
  entities: Entities,
): Extracted[] {
  return unlike(weighed(reports, entities), count).map(extracted);
}

/** The sentences that the reports' sentences are most like, in the order of reading. */
export function extractSentences(
  reports: readonly Report[],
  count: number,
  entities: Entities,
): Ranked[] {
  const all = weighed(reports, entities);
  const scores = textRank(all.length, (a, b) => likeness(all[a], all[b]));
  const ranked = all.map((sentence, place) => ({ sentence, place, score: scores[place] ?? 0 }));
  const best = ranked.toSorted((a, b) => b.score - a.score || a.place - b.place);
  const chosen = unlike(
    best.map(({ sentence }) => sentence),
    count,
  );
  return ranked
    .filter(({ sentence }) => chosen.includes(sentence))
    .map(({ sentence, score }) => ({ ...extracted(sentence), score: round(score) }));
}

/** Of each report the whole sentences; what is cut off counts only where there is nothing else. */
function weighed(reports: readonly Report[], entities: Entities): Weighed[] {
  const sentences = reports.flatMap(({ id, excerpt }) => {
    const all = sentencesOf(excerpt);
    const whole = all.filter(({ isWhole }) => isWhole);
    return (whole.length > 0 ? whole : all).map((one) => ({ ...one, candidate: id }));
  });
  return sentences
    .slice(0, maxSentences)
    .map((one) => ({ ...one, terms: termsOf({ title: "", lead: one.text }, entities) }));
}

function unlike(sentences: readonly Weighed[], count: number): Weighed[] {
  const taken: Weighed[] = [];
  for (const sentence of sentences) {
    if (taken.length === count) break;
    if (!taken.some((other) => isSame(other, sentence))) taken.push(sentence);
  }
  return taken;
}

function isSame(a: Weighed, b: Weighed): boolean {
  return a.text === b.text || cosine(a.terms, b.terms) >= sameAbove;
}

function likeness(a: Weighed | undefined, b: Weighed | undefined): number {
  return a === undefined || b === undefined ? 0 : cosine(a.terms, b.terms);
}

function extracted({ candidate, from, to, text }: Weighed): Extracted {
  return { candidate, from, to, text };
}

/** As far as two machines agree. */
function round(score: number): number {
  return Number(score.toFixed(6));
}
