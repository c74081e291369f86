// Stacking as the desk does it, without its database: one after the other, to the stack that is most
// alike on average, among those with a member in the window.

import { cosine } from "#likeness/cosine.ts";
import type { Terms } from "#likeness/terms.ts";

export type Timed = { terms: Terms; hour: number };

const windowHours = 96;

/** `reports` in the order in which they came. */
export function stackByAverage<Report extends Timed>(
  reports: readonly Report[],
  above: number,
): Report[][] {
  const stacks: Report[][] = [];
  for (const report of reports) {
    const [best] = stacks
      .filter((stack) => stack.some(({ hour }) => Math.abs(hour - report.hour) <= windowHours))
      .map((stack) => ({ stack, score: average(stack, report) }))
      .toSorted((a, b) => b.score - a.score);
    if (best && best.score > above) best.stack.push(report);
    else stacks.push([report]);
  }
  return stacks;
}

function average(stack: readonly Timed[], { terms }: Timed): number {
  return stack.reduce((sum, member) => sum + cosine(member.terms, terms), 0) / stack.length;
}

/** B³: for each report, how much of its stack is its event's, and how much of its event is stacked. */
export function bCubed<Report extends { event: string }>(
  stacks: readonly Report[][],
): { precision: number; recall: number } {
  const all = stacks.flat();
  let precision = 0;
  let recall = 0;
  for (const stack of stacks) {
    for (const { event } of stack) {
      const together = stack.filter((other) => other.event === event).length;
      precision += together / stack.length;
      recall += together / all.filter((other) => other.event === event).length;
    }
  }
  return { precision: precision / all.length, recall: recall / all.length };
}
