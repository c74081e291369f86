// Tags name what pages and feeds show, so that a publication makes only those again that it changes.

import { foldSource } from "./publishers.ts";
import type { Entry } from "./store.ts";

/** What decides where an entry is shown. */
export type Shown = Pick<Entry, "archiveId" | "reportedOn" | "topics" | "source" | "related">;

/** Of whatever shows the newest, or counts all. */
export const everything = "all";

/** Of the links between years: a topic got its first entry of a year, or lost its last. */
export const yearsTag = "years";

/** Of the archived documents of feeds: something was published of days gone by, as an import does. */
export const historyTag = "history";

export const tagOf = {
  /** An entry's own text, and that it is public at all. */
  entry: (id: string): string => `entry:${id}`,
  /** Of whoever reports, in any spelling. */
  source: (name: string): string => `source:${foldSource(name)}`,
  topic: (slug: string): string => `topic:${slug}`,
  year: (year: number): string => `year:${year}`,
  topicYear: (slug: string, year: number): string => `topic:${slug}/${year}`,
  /** `month` as Temporal writes it, 2026-11; of the report. */
  month: (month: Temporal.PlainYearMonth): string => `month:${month}`,
};

/** What changes where one of these texts comes, changes or goes; of a change, both texts. */
export function tagsChanged(texts: readonly Shown[]): string[] {
  const tags = texts.flatMap(({ archiveId, reportedOn, topics, source, related }) => [
    ...(archiveId === null ? [] : [tagOf.entry(archiveId)]),
    ...related.map(tagOf.entry),
    ...topics.flatMap((slug) => [tagOf.topic(slug), tagOf.topicYear(slug, reportedOn.year)]),
    tagOf.source(source),
    tagOf.year(reportedOn.year),
    tagOf.month(reportedOn.toPlainYearMonth()),
  ]);
  return [...new Set([everything, ...tags])];
}
