// RSS 2.0 through the package `feed`. No author: RSS wants a mail address there, and a bare name is
// invalid.

import type { Feed } from "./feed.ts";
import { packageFeed } from "./package-feed.ts";
import { stylesheetInstruction } from "./stylesheet.ts";

export function writeRss(feed: Feed): string {
  const [first, ...rest] = packageFeed(feed, rssTitle).rss2().split("\n");
  // The references are XML's: in CDATA, where the package puts titles, newsboat shows them as they are.
  const bare = rest.map((line) =>
    line.replace(/<title><!\[CDATA\[(.*)\]\]><\/title>/, "<title>$1</title>"),
  );
  return [first, stylesheetInstruction, ...bare].join("\n");
}

/**
 * Nothing says whether a title is text or HTML; as hexadecimal references, readers of either mind show
 * the same (RSS Advisory Board, Best Practices Profile, "title").
 */
function rssTitle(title: string): string {
  return title.replace(
    /[&<>]/g,
    (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}
