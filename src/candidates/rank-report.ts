// What the ranking has learned, and how often it was wrong.

import type { Outcome } from "./rank-report-store.ts";
import type { RankModel } from "./rank-store.ts";
import type { Weight } from "./score.ts";

export type Share = { decided: number; accepted: number; share: number | null };

export type TopicReport = {
  topic: string;
  trainedAt: Temporal.Instant | null;
  positives: number;
  negatives: number;
  undecided: number;
  raising: Weight[];
  lowering: Weight[];
  /** Of the few low-ranked stacks that were shown high. */
  mixedIn: Share;
  /** Of those that were ranked high. */
  top: Share;
};

const shown = 10;

export function reportTopic(
  topic: string,
  model: RankModel | undefined,
  outcomes: readonly Outcome[],
): TopicReport {
  const { trainedAt = null, positives = 0, negatives = 0, undecided = 0 } = model ?? {};
  const share = (mixed: boolean): Share =>
    shareOf(outcomes.find((one) => one.topic === topic && one.mixed === mixed));
  return {
    ...{ topic, trainedAt, positives, negatives, undecided },
    raising: strongest(model, 1),
    lowering: strongest(model, -1),
    mixedIn: share(true),
    top: share(false),
  };
}

function strongest(model: RankModel | undefined, sign: 1 | -1): Weight[] {
  return Object.entries(model?.weights ?? {})
    .map(([term, weight]) => ({ term, weight }))
    .filter(({ weight }) => weight * sign > 0)
    .toSorted((a, b) => (b.weight - a.weight) * sign || (a.term < b.term ? -1 : 1))
    .slice(0, shown);
}

function shareOf({ decided, accepted }: Pick<Outcome, "decided" | "accepted"> = none): Share {
  return { decided, accepted, share: decided === 0 ? null : accepted / decided };
}
const none = { decided: 0, accepted: 0 };
