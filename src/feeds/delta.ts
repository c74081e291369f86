// What is new in a feed since the copy that a reader has (RFC 3229, instance manipulation `feed`).
// Which copies there were is remembered by whoever sent them; of others the reader gets the whole.

import type { Feed } from "./feed.ts";

/** Versions remembered of a feed: a day or two of publications at a busy desk. */
const versionsKept = 50;
/** Feeds remembered, those last made: sources have one each, and some archives have many. */
const feedsKept = 100;

export type Versions = {
  /** `tag` names the bytes that the feed was written as. */
  remember: (path: string, tag: string, feed: Feed) => void;
  /**
   * The feed with only what the copy named by `tag` lacks; null for an unknown copy. It never says that
   * it is complete: a reader would drop whatever else it has (RFC 5005 §2).
   */
  since: (path: string, tag: string) => Feed | null;
};

type Remembered = { copies: Map<string, ReadonlySet<string>>; latest: Feed };

export function openVersions(): Versions {
  const feeds = new Map<string, Remembered>();
  return {
    remember: (path, tag, feed) => {
      const copies = feeds.get(path)?.copies ?? new Map<string, ReadonlySet<string>>();
      copies.delete(tag);
      copies.set(
        tag,
        new Set([...feed.entries.map(nameOf), ...feed.deleted.map(({ ref }) => ref)]),
      );
      if (copies.size > versionsKept) copies.delete(copies.keys().next().value ?? "");
      feeds.delete(path); // and set again: a Map remembers the order of setting
      feeds.set(path, { copies, latest: feed });
      if (feeds.size > feedsKept) feeds.delete(feeds.keys().next().value ?? "");
    },
    since: (path, tag) => {
      const known = feeds.get(path);
      const copy = known?.copies.get(tag);
      if (!known || !copy) return null;
      const { latest } = known;
      const { paging } = latest;
      return {
        ...latest,
        paging: paging.kind === "complete" ? { kind: "current", previous: null } : paging,
        entries: latest.entries.filter((entry) => !copy.has(nameOf(entry))),
        deleted: latest.deleted.filter(({ ref }) => !copy.has(ref)),
      };
    },
  };
}

function nameOf({ id, updatedAt }: Feed["entries"][number]): string {
  return `${id} ${updatedAt}`;
}
