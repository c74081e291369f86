// /feeds/sources/{slug}.atom, .rss and .json: there is one for whoever has reported anything.

import { Type } from "typebox";
import { Problem } from "#base/problem.ts";
import type { Publisher } from "#entries/publishers.ts";
import { listReporters } from "#entries/reporter-store.ts";
import { reporting } from "#entries/reporting.ts";
import type { Server } from "#http/server.ts";
import { formats } from "./formats.ts";
import { type FeedReader, readFeed } from "./read-feed.ts";
import type { SendFeed } from "./send-feed.ts";
import { sourceFeed } from "./spec.ts";

export type SourceFeeds = FeedReader & { publisherOf: (source: string) => Publisher };

const options = {
  schema: { hide: true, params: Type.Object({ slug: Type.String() }) },
  logLevel: "warn" as const,
};

export function addSourceFeeds(
  server: Server,
  { publisherOf, ...reader }: SourceFeeds,
  { send, cacheControl }: { send: SendFeed; cacheControl: string },
): void {
  for (const format of formats) {
    server.get(`/feeds/sources/:slug.${format.ending}`, options, async (request, reply) => {
      const { slug } = request.params;
      const path = `/feeds/sources/${encodeURIComponent(slug)}.${format.ending}`;
      const read = async () => {
        const all = reporting(publisherOf, await listReporters(reader.db));
        const one = all.find(({ publisher }) => publisher.slug === slug);
        return one ? readFeed(reader, sourceFeed(reader.archive, one)) : null;
      };
      if (await send(request, reply, { path, format, read, cacheControl })) return;
      throw new Problem("not-found", `Nothing of a source ${slug} has been published.`);
    });
  }
}
