// Feeds are static addresses, one a topic and format, known when the server starts.

import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { everything, tagOf } from "#entries/publication-tags.ts";
import { findPublished, listLatest } from "#entries/published-store.ts";
import { sendDocument } from "#http/bytes.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import type { Server } from "#http/server.ts";
import { buildFeed, type Feed, type FeedSpec, feedSpecs } from "./feed.ts";
import { type Format, formats } from "./formats.ts";

/** How many entries a subscription feed holds: the newest by publication. */
const entriesInFeed = 50;

export type FeedRoutes = { db: Db; archive: Archive; documents: DocumentCache };

/** GET and HEAD of /feeds/all and /feeds/topics/{slug}, each as .atom, .rss and .json. */
export function addFeedRoutes(server: Server, routes: FeedRoutes): void {
  for (const spec of feedSpecs(routes.archive)) {
    for (const format of formats) addFeedRoute(server, routes, spec, format);
  }
}

function addFeedRoute(
  server: Server,
  { db, archive, documents }: FeedRoutes,
  spec: FeedSpec,
  format: Format,
): void {
  const path = `/feeds/${spec.path}.${format.ending}`;
  server.get(path, { schema: { hide: true }, logLevel: "warn" }, async (request, reply) => {
    const document = await documents.get(path, async () => {
      const { feed, tags } = await readFeed(db, archive, spec);
      return { contentType: format.contentType, text: format.write(feed), tags };
    });
    return document && sendDocument(request, reply, document);
  });
}

async function readFeed(
  db: Db,
  archive: Archive,
  spec: FeedSpec,
): Promise<{ feed: Feed; tags: string[] }> {
  const filter = spec.topic === undefined ? {} : { topic: spec.topic };
  const entries = await listLatest(db, { ...filter, limit: entriesInFeed });
  const ids = [...new Set(entries.flatMap(({ related }) => related))];
  const cited = await findPublished(db, ids);
  const titles = new Map(cited.map(({ archiveId, title }) => [archiveId as string, title]));
  const of = spec.topic === undefined ? everything : tagOf.topic(spec.topic);
  return { feed: buildFeed(archive, spec, entries, titles), tags: [of, ...ids.map(tagOf.entry)] };
}
