import { topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { listItem } from "./entry-parts.ts";
import { yearDownloads } from "./export-links.ts";
import type { Page } from "./frame.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";
import { yearLinks, yearPath } from "./year-links.ts";

/** `counts` as countByYear gives them, newest year first. */
export type YearCounts = readonly { year: number; topic: string; entries: number }[];

/** All entries of a year, newest first, under their months. */
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
${[...months].map(([month, entries]) => monthSection(view, month, entries))}
${yearDownloads(view, year)}`;
  return {
    title: words.yearHeading(year),
    language: view.language,
    canonical: yearPath(year),
    tags: [`year:${year}`, "years"],
    body,
  };
}

/** The years that have entries, of one topic where it is given. */
export function yearsOf(counts: YearCounts, topic?: string): number[] {
  const wanted = counts.filter((count) => topic === undefined || count.topic === topic);
  return [...new Set(wanted.map(({ year }) => year))];
}

function topicLinks(view: View, year: number, counts: YearCounts): Html | null {
  const words = wordsOf(view);
  const links = view.archive.topics.flatMap((topic) => {
    const count = counts.find((count) => count.year === year && count.topic === topic.slug);
    const title = topicTitle(topic, view.language);
    return count
      ? [
          html`<li><a href="${view.path(yearPath(year, topic.slug))}">${title}</a> ${words.count(count.entries)}</li>`,
        ]
      : [];
  });
  return links.length === 0 ? null : html`<ul class="topics">${links}</ul>`;
}

function monthSection(view: View, month: number, entries: readonly PublishedEntry[]): Html {
  return html`<section>
<h2>${wordsOf(view).month(month)}</h2>
<ol class="entries">${entries.map((entry) => listItem(view, entry))}</ol>
</section>`;
}
