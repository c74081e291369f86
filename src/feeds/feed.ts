// What a feed says, whatever the format. Every text in it is clean, so that a writer has nothing to
// do but escape.

import { type Archive, type Language, topicTitle } from "#base/archive.ts";
import { oneLine } from "#base/text.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { type FeedEntry, feedEntry } from "./feed-entry.ts";
import { tagUri } from "./tag-uri.ts";

export type Ending = "atom" | "rss" | "json";

export type Feed = {
  id: string;
  title: string;
  subtitle: string;
  language: Language;
  author: string;
  updatedAt: Temporal.Instant;
  /** The page that shows the same to people. */
  alternate: string;
  /** The feed's own address in the format of that ending. */
  self: (ending: Ending) => string;
  entries: readonly FeedEntry[];
};

/** Everything, or one topic. `path` is the feed's and, in its id, never changes: "all", "topics/x". */
export type FeedSpec = { path: string; title: string; page: string; topic?: string };

/** All feeds of the archive, the one of everything first. */
export function feedSpecs(archive: Archive): FeedSpec[] {
  const topics = archive.topics.map((topic) => ({
    path: `topics/${topic.slug}`,
    title: `${archive.title}: ${topicTitle(topic, archive.language)}`,
    page: `/topics/${topic.slug}/`,
    topic: topic.slug,
  }));
  return [{ path: "all", title: archive.title, page: "/" }, ...topics];
}

/** `titles` holds the headlines of those cited entries that are public, by archive id. */
export function buildFeed(
  archive: Archive,
  spec: FeedSpec,
  entries: readonly PublishedEntry[],
  titles: ReadonlyMap<string, string>,
): Feed {
  return {
    id: tagUri(archive, `feeds/${spec.path}`),
    title: oneLine(spec.title),
    subtitle: oneLine(archive.subtitle),
    language: archive.language,
    author: oneLine(archive.author),
    updatedAt: latestOf(entries) ?? authoritySince(archive.tagAuthority),
    alternate: `${archive.url}${spec.page}`,
    self: (ending) => `${archive.url}/feeds/${spec.path}.${ending}`,
    entries: entries.map((entry) => feedEntry(archive, entry, titles)),
  };
}

function latestOf(entries: readonly PublishedEntry[]): Temporal.Instant | undefined {
  return entries
    .map(({ updatedAt }) => updatedAt)
    .sort(Temporal.Instant.compare)
    .at(-1);
}

/**
 * A feed without entries was last changed when its tags began (RFC 4151 §2.1: authority, then a
 * day, month or year): the same on every replica and after every start.
 */
function authoritySince(tagAuthority: string): Temporal.Instant {
  const [year, month = "01", day = "01"] = (tagAuthority.split(",")[1] ?? "").split("-");
  return Temporal.Instant.from(`${year}-${month}-${day}T00:00:00Z`);
}
