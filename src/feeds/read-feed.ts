// A feed's documents from what the database holds, with the tags of what they show.

import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { readCorrections, readLastCorrections } from "#entries/corrections-read.ts";
import {
  hasMoreThan,
  listCorrectedSince,
  listLatest,
  listPublishedIn,
  listWithdrawn,
} from "#entries/feed-store.ts";
import { historyTag, tagOf } from "#entries/publication-tags.ts";
import { findPublished, type PublishedEntry } from "#entries/published-store.ts";
import { correctionEntry } from "./correction-entry.ts";
import { buildFeed, type Feed, feedAddress } from "./feed.ts";
import { type FeedEntry, feedEntry } from "./feed-entry.ts";
import { historyOf, spanOf } from "./history.ts";
import { entriesInPart, latestArchive, neighboursOf, type Part, writePart } from "./parts.ts";
import type { FeedSpec } from "./spec.ts";

export type FeedReader = { db: Db; archive: Archive; hub: string | null };
export type ReadFeed = { feed: Feed; tags: readonly string[] };

/** How many entries a subscription feed holds: the newest by publication. */
const entriesInFeed = 50;

/** The subscription feed: the newest, what was corrected or withdrawn since the oldest of them. */
export async function readFeed(reader: FeedReader, spec: FeedSpec): Promise<ReadFeed> {
  if (spec.ofCorrections) return readCorrectionFeed(reader, spec);
  const { db, archive, hub } = reader;
  const filter = { ...spec.filter, limit: entriesInFeed };
  const isComplete = !(await hasMoreThan(db, spec.filter, entriesInFeed));
  const newest = await listLatest(db, filter);
  const oldest = newest.at(-1)?.publishedAt;
  const corrected = oldest && !isComplete ? await listCorrectedSince(db, filter, oldest) : [];
  const withdrawn = await listWithdrawn(db, filter, isComplete ? null : (oldest ?? null));
  const last = isComplete
    ? null
    : await latestArchive(historyOf(db, spec.filter, archive.timeZone));
  const shown = await readEntries(reader, [...newest, ...corrected]);
  const feed = buildFeed(archive, spec, {
    ...{ entries: shown.entries, withdrawn, hub },
    paging: isComplete
      ? { kind: "complete" }
      : { kind: "current", previous: last && feedAddress(archive, partPath(spec, last)) },
  });
  return { feed, tags: [...spec.tags, ...shown.tags] };
}

/** An archived document (RFC 5005 §4); null where there is none, or not yet. */
export async function readArchivedFeed(
  reader: FeedReader,
  spec: FeedSpec,
  part: Part,
): Promise<ReadFeed | null> {
  const { db, archive } = reader;
  const neighbours = await neighboursOf(historyOf(db, spec.filter, archive.timeZone), part);
  if (!neighbours) return null;
  const { published, withdrawn } = await listPublishedIn(db, spec.filter, {
    span: spanOf(part.month, archive.timeZone),
    ...{ offset: (part.number - 1) * entriesInPart, limit: entriesInPart },
  });
  const shown = await readEntries(reader, published.toReversed());
  const address = (part: Part): string => feedAddress(archive, partPath(spec, part));
  const { previous, next } = neighbours;
  const feed = buildFeed(archive, spec, {
    ...{ entries: shown.entries, withdrawn, hub: null, path: partPath(spec, part) },
    paging: {
      kind: "archive",
      current: feedAddress(archive, spec.path),
      previous: previous && address(previous),
      next: address(next),
    },
  });
  const gone = withdrawn.map(({ archiveId }) => tagOf.entry(archiveId));
  return { feed, tags: [historyTag, ...gone, ...shown.tags] };
}

/** `archive/2026-11` of everything, `topics/x/archive/2026-11` of a topic. */
function partPath({ path }: FeedSpec, part: Part): string {
  return `${path === "all" ? "" : `${path}/`}archive/${writePart(part)}`;
}

async function readCorrectionFeed(reader: FeedReader, spec: FeedSpec): Promise<ReadFeed> {
  const { db, archive, hub } = reader;
  const last = await readLastCorrections(db, entriesInFeed);
  const feed = buildFeed(archive, spec, {
    entries: last.map(({ entry, correction }) => correctionEntry(archive, entry, correction)),
    ...{ withdrawn: [], hub, paging: { kind: "current", previous: null } },
  });
  return { feed, tags: spec.tags };
}

/** What a feed says of them, in their order. */
export async function readEntries(
  { db, archive }: Pick<FeedReader, "db" | "archive">,
  entries: readonly PublishedEntry[],
): Promise<{ entries: FeedEntry[]; tags: string[] }> {
  const ids = [...new Set(entries.flatMap(({ related }) => related))];
  const [cited, corrections] = await Promise.all([
    findPublished(db, ids),
    readCorrections(db, entries),
  ]);
  const titles = new Map(cited.map(({ archiveId, title }) => [archiveId as string, title]));
  return {
    entries: entries.map((entry) =>
      feedEntry(archive, entry, { titles, corrections: corrections.get(entry.archiveId) ?? [] }),
    ),
    tags: [...ids, ...entries.map(({ archiveId }) => archiveId)].map(tagOf.entry),
  };
}
