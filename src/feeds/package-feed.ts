// The feed as the package `feed` takes it. What it escapes badly never reaches it: texts are free
// of control characters, and markup holds no "]]>" since escaping leaves no bare ">" in text.

import { Feed as PackageFeed } from "feed";
import { toDate } from "#base/clock.ts";
import type { Feed } from "./feed.ts";
import type { FeedEntry } from "./feed-entry.ts";

/** `titleOf` says how the format writes a headline. */
export function packageFeed(feed: Feed, titleOf: (title: string) => string): PackageFeed {
  const made = new PackageFeed({
    id: feed.id,
    title: feed.title,
    description: feed.subtitle,
    language: feed.language,
    link: feed.alternate,
    feedLinks: { rss: feed.self("rss"), json: feed.self("json") },
    updated: toDate(feed.updatedAt),
    generator: "Kawaraban",
    ...(feed.hub === null ? {} : { hub: feed.hub }),
  });
  for (const entry of feed.entries) made.addItem(packageItem(entry, titleOf(entry.title)));
  return made;
}

function packageItem(entry: FeedEntry, title: string): PackageFeed["items"][number] {
  return {
    title,
    id: entry.id,
    link: entry.permalink,
    date: toDate(entry.updatedAt),
    published: toDate(entry.publishedAt),
    category: entry.categories.map(({ label, scheme }) => ({ name: label, domain: scheme })),
    ...(entry.content.markup === "" ? {} : { content: entry.content.markup }),
  };
}
