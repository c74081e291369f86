// Sends a feed's bytes, or, to a reader that says which copy it has, only what is new (RFC 3229).

import type { FastifyReply, FastifyRequest } from "fastify";
import { type Document, etagOf, knownTags, sendDocument } from "#http/bytes.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import { openVersions } from "./delta.ts";
import type { Feed } from "./feed.ts";
import type { Format } from "./formats.ts";
import type { ReadFeed } from "./read-feed.ts";
import { writtenFeed } from "./written-feed.ts";

export type FeedAnswer = {
  /** Names the document; two requests for it are answered with the same bytes. */
  path: string;
  format: Format;
  read: () => Promise<ReadFeed | null>;
  /** How long others may keep it. */
  cacheControl: string;
};

/** False where there is no such feed; the answer is the caller's then. */
export type SendFeed = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: FeedAnswer,
) => Promise<boolean>;

export function feedSender(documents: DocumentCache): SendFeed {
  const versions = openVersions();

  return async (request, reply, answer) => {
    const { path, format, read } = answer;
    const headers = { "cache-control": answer.cacheControl };
    let made: Feed | undefined;
    const document = await documents.get(path, async () => {
      const found = await read();
      made = found?.feed;
      return found && writtenFeed(format, found, headers);
    });
    if (!document) return false;
    if (made) versions.remember(path, etagOf(document), made);
    const delta = format.takesDeltas && wantsDelta(request) ? await findDelta() : null;
    sendDocument(request, reply, document, delta ?? undefined);
    return true;

    /** Only where it is smaller: after a day away it is not. */
    async function findDelta(): Promise<Document | null> {
      for (const tag of knownTags(request.headers)) {
        const feed = tag === etagOf(document as Document) ? null : versions.since(path, tag);
        if (!feed) continue;
        const key = `${path} since ${tag} ${etagOf(document as Document)}`;
        return documents.get(key, async () => writtenFeed(format, { feed, tags: [] }, headers));
      }
      return null;
    }
  };
}

/**
 * `A-IM` lists what the client takes, each perhaps with a weight (RFC 3229 §10.5.3). feedparser asks
 * for `feed` on behalf of programs that know nothing of it: rss2email takes 226 for a failure, and its
 * readers would miss what is new. It gets the whole.
 */
function wantsDelta({ headers }: FastifyRequest): boolean {
  if (headers["user-agent"]?.includes("feedparser")) return false;
  const wanted = String(headers["a-im"] ?? "").toLowerCase();
  return wanted.split(",").some((part) => /^\s*feed\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/.test(part));
}
