// Which pages there are, for the sitemaps.

import type { Topic } from "#base/archive.ts";
import type { Changed, TopicYear } from "#entries/sitemap-store.ts";
import type { Listed } from "./sitemap.ts";
import type { View } from "./view.ts";
import { yearPath } from "./year-links.ts";

/** The pages that are not an entry's or a source's; topics that are no longer configured have none. */
export function listedPages(topics: readonly Topic[], years: readonly TopicYear[]): Listed[] {
  const newest = latest(years);
  const known = new Set<string | null>([null, ...topics.map(({ slug }) => slug)]);
  return [
    { path: "/", changedAt: newest },
    { path: "/about", changedAt: null },
    { path: "/glossary", changedAt: null },
    { path: "/sources/", changedAt: newest },
    ...topics.map(({ slug }) => ({
      path: `/topics/${slug}/`,
      changedAt: latest(years.filter(({ topic }) => topic === slug)),
    })),
    ...years
      .filter(({ topic }) => known.has(topic))
      .map(({ year, topic, changedAt }) => ({
        path: yearPath(year, topic ?? undefined),
        changedAt,
      })),
  ];
}

/** Sources written in several ways have one page. */
export function listedSources(view: View, written: readonly Changed[]): Listed[] {
  const bySlug = Map.groupBy(written, ({ name }) => view.publisherOf(name).slug);
  return [...bySlug].map(([slug, spellings]) => ({
    path: `/sources/${encodeURIComponent(slug)}/`,
    changedAt: latest(spellings),
  }));
}

export function latest(
  changes: readonly { changedAt: Temporal.Instant }[],
): Temporal.Instant | null {
  const times = changes.map(({ changedAt }) => changedAt);
  return times.toSorted(Temporal.Instant.compare).at(-1) ?? null;
}
