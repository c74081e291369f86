// What the papers print and when: four stories each at the start, then one after the other.

import { createHash } from "node:crypto";
import type { Clock } from "#base/clock.ts";
import type { Told } from "./feed-writers.ts";
import { type Paper, papers } from "./papers.ts";
import type { Story } from "./stories/story.ts";

export type Printing = { paper: Paper; headline: string; corrected: boolean };

export type Press = {
  /** The paper's stories, newest first, without the newsstand's address in `url`. */
  storiesOf: (paper: Paper) => readonly Told[];
  /** Prints the next story or correction; null when the stock is used up. */
  print: () => Printing | null;
};

const printedAtStart = 4;

export function openPress(clock: Clock): Press {
  const opened = clock();
  const printed = new Map(
    papers.map((paper, row) => [
      paper,
      paper.stories
        .slice(0, printedAtStart)
        .map((story, n) => told(paper, n, story, opened.subtract({ minutes: age(row, n) }))),
    ]),
  );
  const stock = stockOf(papers);
  return {
    storiesOf: (paper) => (printed.get(paper) ?? []).toReversed(),
    print: () => {
      const next = stock.shift();
      if (!next) return null;
      const { paper, n, story, corrected } = next;
      const stories = printed.get(paper) ?? [];
      const publishedAt = stories[n]?.publishedAt ?? clock();
      stories[n] = { ...told(paper, n, story, publishedAt), changedAt: clock() };
      return { paper, headline: story.headline, corrected };
    },
  };
}

/** Minutes: no two stories have one time, and each paper's last is a few minutes old. */
function age(row: number, n: number): number {
  return (printedAtStart - 1 - n) * 67 + row * 9 + 5;
}

function told(paper: Paper, n: number, story: Story, at: Temporal.Instant): Told {
  const { headline, lead, publisher = null } = story;
  return { url: pathOf(paper, n), headline, lead, publisher, publishedAt: at, changedAt: at };
}

function pathOf({ id, via }: Paper, n: number): string {
  if (via === undefined) return `/${id}/${n + 1}.html`;
  return `/${id}/articles/${createHash("sha1").update(`${id} ${n}`).digest("hex")}`;
}

type Next = { paper: Paper; n: number; story: Story; corrected: boolean };

/** Round by round a story of each paper, then the corrections of the stories of the last round. */
function stockOf(papers: readonly Paper[]): Next[] {
  const longest = Math.max(...papers.map(({ stories }) => stories.length));
  const rounds = Array.from({ length: longest - printedAtStart + 1 }, (_, i) => printedAtStart + i);
  return rounds.flatMap((round) => [
    ...papers.flatMap((paper) => newsOf(paper, round)),
    ...papers.flatMap((paper) => correctionsOf(paper, round)),
  ]);
}

function newsOf(paper: Paper, round: number): Next[] {
  const story = paper.stories[round];
  return story ? [{ paper, n: round, story, corrected: false }] : [];
}

function correctionsOf(paper: Paper, round: number): Next[] {
  return paper.stories.flatMap((story, n) =>
    story.corrected && Math.max(n + 1, printedAtStart) === round
      ? [{ paper, n, story: { ...story, ...story.corrected }, corrected: true }]
      : [],
  );
}
