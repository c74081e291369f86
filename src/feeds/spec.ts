// Which feeds there are.

import { type Archive, type Language, topicTitle } from "#base/archive.ts";
import type { FeedFilter } from "#entries/feed-store.ts";
import { everything, tagOf } from "#entries/publication-tags.ts";
import type { Reporting } from "#entries/reporting.ts";

/** `path` is the feed's and, in its id, never changes: "all", "topics/x", "corrections". */
export type FeedSpec = {
  path: string;
  title: string;
  /** The page that shows the same to people. */
  page: string;
  filter: FeedFilter;
  /** Whatever is published, corrected or withdrawn in it changes one of these. */
  tags: readonly string[];
  /** Each correction is an entry of its own; of what is published otherwise it tells nothing. */
  ofCorrections?: true;
};

/** All feeds whose addresses are known at the start, the one of everything first. */
export function feedSpecs(archive: Archive): FeedSpec[] {
  const { title, language } = archive;
  const topics = archive.topics.map((topic) => ({
    path: `topics/${topic.slug}`,
    title: `${title}: ${topicTitle(topic, language)}`,
    page: `/topics/${topic.slug}/`,
    filter: { topic: topic.slug },
    tags: [tagOf.topic(topic.slug)],
  }));
  const corrections = {
    ...{ path: "corrections", title: `${title}: ${corrected[language]}`, page: "/" },
    ...{ filter: {}, tags: [everything], ofCorrections: true as const },
  };
  return [
    { path: "all", title, page: "/", filter: {}, tags: [everything] },
    ...topics,
    corrections,
  ];
}

const corrected: Readonly<Record<Language, string>> = { ja: "訂正", en: "Corrections" };

/** What one publisher reported, under any of its names. */
export function sourceFeed(archive: Archive, { publisher, spellings }: Reporting): FeedSpec {
  const slug = encodeURIComponent(publisher.slug);
  return {
    path: `sources/${slug}`,
    title: `${archive.title}: ${publisher.name}`,
    page: `/sources/${slug}/`,
    filter: { sources: spellings },
    tags: publisher.folded.map(tagOf.source),
  };
}
