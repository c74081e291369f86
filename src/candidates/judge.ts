// A story by all its reports and topics: the topic that wants it most, for the report that speaks most
// for it.

import { middle } from "./place.ts";
import { type Hashed, type Scorer, scoreStory, tellingTerms, type Weight } from "./score.ts";

export type Judgement = { rank: number; topic: string | null; terms: Weight[] };

/** How many terms explain a rank. */
const told = 3;

/**
 * A story without topics is tried with all that have learned something. A topic that has not takes its
 * stories as neither wanted nor unwanted.
 */
export function judgeStory(
  { topics, reports }: { topics: readonly string[]; reports: readonly Hashed[] },
  scorers: ReadonlyMap<string, Scorer>,
): Judgement {
  const tried = topics.length > 0 ? topics : [...scorers.keys()];
  const [first, ...others] = tried.flatMap((topic) => {
    const scorer = scorers.get(topic);
    if (!scorer) return [{ topic, score: middle, terms: (): Weight[] => [] }];
    return reports.map((report) => ({
      ...{ topic, score: scoreStory(report, scorer) },
      terms: (): Weight[] => tellingTerms(report, scorer, told),
    }));
  });
  if (!first) return { rank: middle, topic: null, terms: [] };
  const best = others.reduce((best, one) => (one.score > best.score ? one : best), first);
  return { rank: rounded(best.score), topic: best.topic, terms: best.terms() };
}

function rounded(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}
