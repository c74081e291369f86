// Which feeds there are.

import { type Archive, type Language, topicTitle } from "#base/archive.ts";
import type { FeedFilter } from "#entries/feed-store.ts";

/** `path` is the feed's and, in its id, never changes: "all", "topics/x", "corrections". */
export type FeedSpec = {
  path: string;
  title: string;
  /** The page that shows the same to people. */
  page: string;
  filter: FeedFilter;
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
  }));
  const corrections = {
    ...{ path: "corrections", title: `${title}: ${corrected[language]}`, page: "/" },
    ...{ filter: {}, ofCorrections: true as const },
  };
  return [{ path: "all", title, page: "/", filter: {} }, ...topics, corrections];
}

const corrected: Readonly<Record<Language, string>> = { ja: "訂正", en: "Corrections" };
