// The formats a feed is published in. One more is a writer and a line here.

import { writeAtom } from "./atom.ts";
import type { Ending, Feed } from "./feed.ts";
import { writeJsonFeed } from "./json-feed.ts";
import { writeRss } from "./rss.ts";

export type Format = {
  /** Whether `A-IM: feed` asks for parts of it: for JSON nobody has said how. */
  takesDeltas: boolean;
  /** Of the feed's address. */
  ending: Ending;
  contentType: string;
  write: (feed: Feed) => string;
};

export const formats: readonly [Format, ...Format[]] = [
  {
    ...{ ending: "atom", contentType: "application/atom+xml; charset=utf-8" },
    ...{ write: writeAtom, takesDeltas: true },
  },
  {
    ...{ ending: "rss", contentType: "application/rss+xml; charset=utf-8" },
    ...{ write: writeRss, takesDeltas: true },
  },
  {
    ...{ ending: "json", contentType: "application/feed+json; charset=utf-8" },
    ...{ write: writeJsonFeed, takesDeltas: false },
  },
];
