// The invented reports on which features and thresholds were tuned: stories, in each some happenings
// that are easily taken for one another, of each happening the reports of some papers.

import stories from "./tuning.json" with { type: "json" };

export type Report = {
  story: string;
  /** The story's and the happening's names. */
  event: string;
  hour: number;
  title: string;
  lead: string;
  language: "ja" | "en";
};

/** In the order in which they came. */
export const reports: readonly Report[] = stories
  .flatMap(({ story, events }) =>
    events.flatMap(({ event, reports }) =>
      reports.map(({ hour, title, lead }) => {
        const language: Report["language"] = /[ぁ-んァ-ヶ一-龠]/.test(title) ? "ja" : "en";
        return { story, event: `${story}: ${event}`, hour, title, lead, language };
      }),
    ),
  )
  .toSorted((a, b) => a.hour - b.hour);

export type Pair<Item> = { a: Item; b: Item };

/** Every two of them that are 96 hours apart or less. */
export function pairsInWindow<Item extends { hour: number }>(items: readonly Item[]): Pair<Item>[] {
  return items.flatMap((a, n) =>
    items
      .slice(n + 1)
      .filter((b) => Math.abs(a.hour - b.hour) <= 96)
      .map((b) => ({ a, b })),
  );
}
