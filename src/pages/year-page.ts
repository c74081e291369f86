import { topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { tagOf, yearsTag } from "#entries/publication-tags.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { listItem } from "./entry-parts.ts";
import { yearDownloads } from "./export-links.ts";
import type { Page } from "./frame.ts";
import { type MonthRow, monthChart } from "./month-chart.ts";
import { topicName } from "./topic-name.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";
import { yearLinks, yearPath } from "./year-links.ts";

/** `counts` as countByYear gives them, newest year first. */
export type YearCounts = readonly { year: number; topic: string; entries: number }[];

/** Characters of a summary: a year of 1,500 entries stays below 300 KB as it is sent. */
const lead = 80;

/** The year at a glance, then all its entries, newest first, under their months. */
export function yearPage(
  view: View,
  year: number,
  entries: readonly PublishedEntry[],
  counts: YearCounts,
): Page {
  const words = wordsOf(view);
  const months = Map.groupBy(entries, (entry) => entry.reportedOn.month);
  const body = html`<h1>${words.yearHeading(year)} <small>${words.count(entries.length)}</small></h1>
${yearLinks(view, yearsOf(counts), { year })}
${topicLinks(view, year, counts)}
${monthChart(view, words.chartTitle(year), rowsOf(view, entries))}
${[...months].map(([month, entries]) => monthSection(view, month, entries))}
${yearDownloads(view, year)}`;
  return {
    title: words.yearHeading(year),
    language: view.language,
    canonical: yearPath(year),
    description: [words.yearHeading(year), words.count(entries.length)].join(words.comma),
    tags: [tagOf.year(year), yearsTag],
    body,
  };
}

/** The years that have entries, of one topic where it is given. */
export function yearsOf(counts: YearCounts, topic?: string): number[] {
  const wanted = counts.filter((count) => topic === undefined || count.topic === topic);
  return [...new Set(wanted.map(({ year }) => year))];
}

/** All entries, then those of each topic that has any; an entry of two topics counts in both. */
function rowsOf(view: View, entries: readonly PublishedEntry[]): MonthRow[] {
  const all = { title: wordsOf(view).everything, months: monthly(entries) };
  const topics = view.archive.topics.flatMap((topic) => {
    const own = entries.filter(({ topics }) => topics.includes(topic.slug));
    const title = topicTitle(topic, view.language);
    return own.length === 0 ? [] : [{ title, months: monthly(own) }];
  });
  return [all, ...topics];
}

function monthly(entries: readonly PublishedEntry[]): number[] {
  const counts = Array.from({ length: 12 }, () => 0);
  for (const { reportedOn } of entries) {
    counts[reportedOn.month - 1] = (counts[reportedOn.month - 1] ?? 0) + 1;
  }
  return counts;
}

function topicLinks(view: View, year: number, counts: YearCounts): Html | null {
  const words = wordsOf(view);
  const links = view.archive.topics.flatMap((topic) => {
    const count = counts.find((count) => count.year === year && count.topic === topic.slug);
    const address = view.path(yearPath(year, topic.slug));
    return count
      ? [
          html`<li><a href="${address}">${topicName(view, topic)}</a> ${words.count(count.entries)}</li>`,
        ]
      : [];
  });
  return links.length === 0 ? null : html`<ul class="topics">${links}</ul>`;
}

function monthSection(view: View, month: number, entries: readonly PublishedEntry[]): Html {
  const words = wordsOf(view);
  return html`<section>
<h2>${words.month(month)} <small>${words.count(entries.length)}</small></h2>
<ol class="entries">${entries.map((entry) => listItem(view, entry, { lead }))}</ol>
</section>`;
}
