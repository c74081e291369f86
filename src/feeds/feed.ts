// What a feed says, whatever the format. Every text in it is clean, so that a writer has nothing to
// do but escape.

import type { Archive, Language } from "#base/archive.ts";
import { oneLine } from "#base/text.ts";
import type { Withdrawal } from "#entries/feed-store.ts";
import type { FeedEntry } from "./feed-entry.ts";
import type { FeedSpec } from "./spec.ts";
import { tagUri } from "./tag-uri.ts";

/** Of a feed's address: it names the format. */
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
  /** The document's own address in the format of that ending. */
  self: (ending: Ending) => string;
  /** WebSub: who tells subscribers of a change. */
  hub: string | null;
  paging: Paging;
  entries: readonly FeedEntry[];
  /** What was taken back (RFC 6721), the last first. */
  deleted: readonly { ref: string; at: Temporal.Instant; comment: string }[];
};

/**
 * RFC 5005: the feed holds everything (§2), or leads to what is older (§4), or is an archived document
 * itself. Addresses without their ending.
 */
export type Paging =
  | { kind: "complete" }
  | { kind: "current"; previous: string | null }
  | { kind: "archive"; current: string; previous: string | null; next: string };

export type FeedContent = {
  entries: readonly FeedEntry[];
  withdrawn: readonly Withdrawal[];
  /** The document's path under /feeds/, where it is not the feed's own. */
  path?: string;
  paging: Paging;
  hub: string | null;
};

export function buildFeed(archive: Archive, spec: FeedSpec, content: FeedContent): Feed {
  const { entries, withdrawn, paging, hub } = content;
  const changes = [...entries.map(({ updatedAt }) => updatedAt), ...withdrawn.map(({ at }) => at)];
  return {
    id: tagUri(archive, `feeds/${spec.path}`),
    title: oneLine(spec.title),
    subtitle: oneLine(archive.subtitle),
    language: archive.language,
    author: oneLine(archive.author),
    updatedAt:
      changes.toSorted(Temporal.Instant.compare).at(-1) ?? authoritySince(archive.tagAuthority),
    alternate: `${archive.url}${spec.page}`,
    self: (ending) => `${feedAddress(archive, content.path ?? spec.path)}.${ending}`,
    ...{ hub, paging, entries },
    deleted: withdrawn.map(({ archiveId, at, reason }) => ({
      ref: tagUri(archive, archiveId),
      at,
      comment: oneLine(reason ?? ""),
    })),
  };
}

export function feedAddress(archive: Pick<Archive, "url">, path: string): string {
  return `${archive.url}/feeds/${path}`;
}

/**
 * A feed without entries was last changed when its tags began (RFC 4151 §2.1: authority, then a
 * day, month or year): the same on every replica and after every start.
 */
function authoritySince(tagAuthority: string): Temporal.Instant {
  const [year, month = "01", day = "01"] = (tagAuthority.split(",")[1] ?? "").split("-");
  return Temporal.Instant.from(`${year}-${month}-${day}T00:00:00Z`);
}
