// Feeds stand at addresses that are known when the server starts, but for their archived documents.

import { Type } from "typebox";
import { Problem } from "#base/problem.ts";
import { makeDocument, sendDocument } from "#http/bytes.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import type { Server } from "#http/server.ts";
import { type Format, formats } from "./formats.ts";
import { feedsOpml } from "./opml.ts";
import { readPart } from "./parts.ts";
import { type FeedReader, readArchivedFeed, readFeed } from "./read-feed.ts";
import { feedSender, type SendFeed } from "./send-feed.ts";
import { addSourceFeeds, type SourceFeeds } from "./source-routes.ts";
import { type FeedSpec, feedSpecs } from "./spec.ts";
import { stylesheet, stylesheetPath } from "./stylesheet.ts";

export type FeedRoutes = SourceFeeds & { documents: DocumentCache };

/** Feed hits would drown the log. */
const quiet = { schema: { hide: true }, logLevel: "warn" } as const;
const withPart = { ...quiet, schema: { hide: true, params: Type.Object({ part: Type.String() }) } };

/** What stands in front may answer for a minute by itself, and for ten more while it asks. */
const briefly = "public, max-age=60, stale-while-revalidate=600";
/** An archived document changes only where an entry in it does. */
const long = "public, max-age=3600, stale-while-revalidate=604800";

/** GET and HEAD of each feed in each format, of its archived documents, and of what lists them. */
export async function addFeedRoutes(server: Server, routes: FeedRoutes): Promise<void> {
  const send = feedSender(routes.documents);
  for (const spec of feedSpecs(routes.archive)) {
    for (const format of formats) addFeedRoute(server, routes, { spec, format, send });
    if (!spec.ofCorrections) addArchiveRoute(server, routes, { spec, send });
  }
  addSourceFeeds(server, routes, { send, cacheControl: briefly });
  const opml = await makeDocument("text/x-opml; charset=utf-8", feedsOpml(routes.archive));
  const aDay = { "cache-control": "public, max-age=86400" };
  const css = await makeDocument("text/css; charset=utf-8", stylesheet, { headers: aDay });
  server.get("/feeds.opml", quiet, async (request, reply) => sendDocument(request, reply, opml));
  server.get(stylesheetPath, quiet, async (request, reply) => sendDocument(request, reply, css));
}

function addFeedRoute(
  server: Server,
  reader: FeedReader,
  { spec, format, send }: { spec: FeedSpec; format: Format; send: SendFeed },
): void {
  const path = `/feeds/${spec.path}.${format.ending}`;
  server.get(path, quiet, async (request, reply) => {
    const read = () => readFeed(reader, spec);
    await send(request, reply, { path, format, read, cacheControl: briefly });
  });
}

/** Archived documents are Atom only: the other formats have no word for them. */
function addArchiveRoute(
  server: Server,
  reader: FeedReader,
  { spec, send }: { spec: FeedSpec; send: SendFeed },
): void {
  const folder = spec.path === "all" ? "/feeds/archive" : `/feeds/${spec.path}/archive`;
  const [atom] = formats;
  server.get(`${folder}/:part.atom`, withPart, async (request, reply) => {
    const part = readPart(request.params.part);
    const sent =
      part &&
      (await send(request, reply, {
        path: `${folder}/${request.params.part}.atom`,
        ...{ format: atom, cacheControl: long },
        read: () => readArchivedFeed(reader, spec, part),
      }));
    if (!sent) throw new Problem("not-found", `There is no archived document ${request.url}.`);
  });
}
