import { type Archive, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { listItem } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import { wordsOf } from "./words.ts";
import { yearLinks, yearPath } from "./year-links.ts";

/** `counts` as countByYear gives them, newest year first. */
export type YearCounts = readonly { year: number; topic: string; entries: number }[];

/** All entries of a year, newest first, under their months. */
export function yearPage(
  archive: Archive,
  year: number,
  entries: readonly PublishedEntry[],
  counts: YearCounts,
): Page {
  const words = wordsOf(archive);
  const months = Map.groupBy(entries, (entry) => entry.reportedOn.month);
  const body = html`<h1>${words.yearHeading(year)} <small>${words.count(entries.length)}</small></h1>
${yearLinks(archive, yearsOf(counts), { year })}
${topicLinks(archive, year, counts)}
${[...months].map(([month, entries]) => monthSection(archive, month, entries))}`;
  return {
    title: words.yearHeading(year),
    language: archive.language,
    canonical: yearPath(year),
    body,
  };
}

/** The years that have entries, of one topic where it is given. */
export function yearsOf(counts: YearCounts, topic?: string): number[] {
  const wanted = counts.filter((count) => topic === undefined || count.topic === topic);
  return [...new Set(wanted.map(({ year }) => year))];
}

function topicLinks(archive: Archive, year: number, counts: YearCounts): Html | null {
  const words = wordsOf(archive);
  const links = archive.topics.flatMap((topic) => {
    const count = counts.find((count) => count.year === year && count.topic === topic.slug);
    const title = topicTitle(topic, archive.language);
    return count
      ? [
          html`<li><a href="${yearPath(year, topic.slug)}">${title}</a> ${words.count(count.entries)}</li>`,
        ]
      : [];
  });
  return links.length === 0 ? null : html`<ul class="topics">${links}</ul>`;
}

function monthSection(archive: Archive, month: number, entries: readonly PublishedEntry[]): Html {
  return html`<section>
<h2>${wordsOf(archive).month(month)}</h2>
<ol class="entries">${entries.map((entry) => listItem(archive, entry))}</ol>
</section>`;
}
