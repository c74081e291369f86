// What is too large to be kept: written while it is read, as fast as the reader takes it.

import type { OutgoingHttpHeaders } from "node:http";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { writeHttpDate } from "#base/http-date.ts";
import { Problem } from "#base/problem.ts";
import { isUnchanged, takesCoding } from "./bytes.ts";

export type Download = {
  contentType: string;
  /**
   * Names what is told, not its bytes: what is published while they are read may be among them. The
   * next conditional request brings the rest, since the name is then another (RFC 9110 §8.8.1).
   */
  version: string;
  modifiedAt: Temporal.Instant | null;
  /** Whether gzip makes it smaller. */
  isText: boolean;
  /** Further headers, in lower case. */
  headers?: OutgoingHttpHeaders;
  /** Begun only where it is sent, and given up where the reader leaves. */
  read: () => AsyncIterable<string | Uint8Array>;
};

export type SendDownload = (
  request: FastifyRequest,
  reply: FastifyReply,
  download: Download,
) => Promise<FastifyReply | undefined>;

/**
 * At most `atOnce` are under way in this process, and none for longer than `minutes`; a reader who
 * takes nothing for `stalledSeconds` is let go.
 */
export function downloadSender({
  atOnce = 4,
  minutes = 30,
  stalledSeconds = 30,
} = {}): SendDownload {
  let running = 0;

  return async (request, reply, download) => {
    const { always, whole } = headersOf(request, download);
    const lastModified = always["last-modified"]?.toString();
    if (isUnchanged(request.headers, { lastModified }, `"${download.version}"`)) {
      return endAt(reply, 304, always);
    }
    if (request.method === "HEAD") return endAt(reply, 200, whole);
    if (running >= atOnce) throw new Problem("unavailable", busy(atOnce));
    running += 1;
    try {
      // What cannot even begin is told as an error, not as half an answer.
      const chunks = await begun(download.read());
      reply.hijack();
      reply.raw.writeHead(200, whole);
      reply.raw.setTimeout(stalledSeconds * 1000, () => reply.raw.destroy());
      const signal = AbortSignal.timeout(minutes * 60_000);
      if (whole["content-encoding"] === undefined) await pipeline(chunks, reply.raw, { signal });
      else await pipeline(chunks, createGzip(), reply.raw, { signal });
    } catch (error) {
      if (!reply.raw.headersSent) throw error;
      tellUnlessLeft(request, error);
    } finally {
      running -= 1;
    }
    return undefined;
  };
}

const busy = (atOnce: number): string =>
  `${atOnce} downloads are under way, and no more are begun at a time; try again in a minute.`;

function headersOf(
  { headers: asked }: FastifyRequest,
  { contentType, version, modifiedAt, isText, headers }: Download,
): { always: OutgoingHttpHeaders; whole: OutgoingHttpHeaders } {
  const isGzip = isText && takesCoding(asked["accept-encoding"], "gzip");
  const always = {
    "cache-control": "public, max-age=0, must-revalidate",
    ...(isText ? { vary: "accept-encoding" } : {}),
    "x-content-type-options": "nosniff",
    etag: `W/"${version}"`,
    ...(modifiedAt === null ? {} : { "last-modified": writeHttpDate(modifiedAt) }),
    ...headers,
  };
  const coding = isGzip ? { "content-encoding": "gzip" } : {};
  return { always, whole: { ...always, "content-type": contentType, ...coding } };
}

function endAt(reply: FastifyReply, status: number, headers: OutgoingHttpHeaders): undefined {
  reply.hijack();
  reply.raw.writeHead(status, headers).end();
}

/** The same chunks, of which the first has been read. */
async function begun<T>(chunks: AsyncIterable<T>): Promise<AsyncGenerator<T>> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}

/** The connection is closed by then, so that nobody takes the half for the whole. */
function tellUnlessLeft(request: FastifyRequest, error: unknown): void {
  const { code, name } = error as { code?: string; name?: string };
  if (code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET" || name === "TimeoutError")
    return;
  request.log.error({ err: error }, "download broken off");
}
