// JSON Feed 1.1. The package `feed` writes version 1; what 1.1 adds or renames is put right here.

import type { Feed } from "./feed.ts";
import type { FeedEntry } from "./feed-entry.ts";
import { packageFeed } from "./package-feed.ts";

type Members = Record<string, unknown>;

export function writeJsonFeed(feed: Feed): string {
  const written = JSON.parse(packageFeed(feed, (title) => title).json1()) as {
    items: Members[];
  } & Members;
  const { items, ...head } = written;
  const document = {
    ...head,
    version: "https://jsonfeed.org/version/1.1",
    language: feed.language,
    authors: [{ name: feed.author }],
    ...(feed.hub === null ? {} : { hubs: [{ type: "WebSub", url: feed.hub }] }),
    items: items.map((item, i) => ({ ...item, ...additions(feed, feed.entries[i]) })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** An item must have content, were it empty; `summary` is the words without markup. */
function additions(feed: Feed, entry: FeedEntry | undefined): Members {
  if (!entry) return {};
  return {
    ...(entry.content.markup === "" ? { content_text: "" } : {}),
    ...(entry.summary === "" ? {} : { summary: entry.summary }),
    ...(entry.via[0] ? { external_url: entry.via[0].href } : {}),
    ...(entry.language === feed.language ? {} : { language: entry.language }),
  };
}
