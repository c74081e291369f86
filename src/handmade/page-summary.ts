// A summary as it is stored, and the same taken apart into paragraphs and lists.

import { parseSummary } from "#entries/summary.ts";
import type { BodyLine } from "./page-body.ts";

export type Sublist = {
  marker: "bullet" | "numbered";
  /** Index of the paragraph that leads into it, -1 where the summary begins with the list. */
  afterParagraph: number;
  items: readonly string[];
  /** The line of its first item. */
  line: number;
};

export type SplitSummary = {
  summaryText: string;
  summary: readonly string[];
  sublists: readonly Sublist[];
};

export function splitSummary(lines: readonly BodyLine[]): SplitSummary {
  const summaryText = lines.map(({ text }) => text).join("\n");
  const summary: string[] = [];
  const sublists: Sublist[] = [];
  let at = 0;
  for (const block of parseSummary(summaryText)) {
    if (block.kind === "list") {
      const { marker, items } = block;
      const line = lines[at]?.line ?? 0;
      const texts = items.map(({ text }) => text.trim());
      sublists.push({ marker, afterParagraph: summary.length - 1, items: texts, line });
      at += items.length;
    } else {
      summary.push(block.text);
      at += 1;
    }
  }
  return { summaryText, summary, sublists };
}
