// What a poll of a source brings: plain data, already text, safe to store.

/** One story as a source tells it. */
export type Item = {
  /** guid, atom:id or rdf:about exactly as given (control characters removed); null where there is none. */
  guid: string | null;
  /** Absolute http(s) address as the source gives it, resolved against the feed; null where none is usable. */
  url: string | null;
  /** `url` without what does not identify the story (tracking parameters, fragment, `?source=rss`). */
  canonicalUrl: string | null;
  /** One line of text, never markup; empty items are dropped. */
  title: string;
  /** Text of the description, at most 1,000 characters; never published, only shown to editors. */
  excerpt: string;
  /** Who reported it where the source carries others' stories, e.g. 共同通信 in a Yahoo feed. */
  publisher: string | null;
  /** The date as written by the source. */
  publishedRaw: string | null;
  /** ISO 8601 instant; null where `publishedRaw` is absent or not understood. */
  publishedAt: string | null;
  /** False where the source gives a day and no time. */
  timed: boolean;
};

/** How a feed had to be read; shown to the operator, never a reason to lose a poll. */
export type FeedFlag =
  | "charset-misdeclared"
  | "bytes-invalid"
  | "repaired"
  | "lenient"
  | "items-cut"
  | "items-dropped"
  /** A page whose item selector found nothing: the page has changed its form. */
  | "selector-empty";

/** What a feed says of how often it wants to be read; null and empty where it says nothing. */
export type PollHints = {
  /** RSS 2.0 `ttl`, minutes. */
  ttlMinutes: number | null;
  /** sy:updatePeriod divided by sy:updateFrequency, minutes. */
  updateMinutes: number | null;
  /** RSS 2.0 `skipHours`: hours of the day in GMT, 0 to 23. */
  skipHours: readonly number[];
  /** RSS 2.0 `skipDays`: ISO days of the week in GMT, 1 (Monday) to 7. */
  skipDays: readonly number[];
};

export const noHints: PollHints = {
  ttlMinutes: null,
  updateMinutes: null,
  skipHours: [],
  skipDays: [],
};

export type ParsedFeed = {
  title: string;
  /** BCP 47 tag as declared by the feed. */
  language: string | null;
  /** Newest first or as the feed has them; at most `maxItems`. */
  items: readonly Item[];
  flags: readonly FeedFlag[];
  hints: PollHints;
  /** Of an index of site maps: the ones to read, newest first, at most three. */
  next?: readonly string[];
};

/** Parsing fails as a value: the bytes are not a feed, or the worker hit its time or memory limit. */
export type ParseOutcome =
  | { outcome: "ok"; feed: ParsedFeed }
  | { outcome: "not-a-feed"; detail: string }
  | { outcome: "too-complex"; detail: string };
