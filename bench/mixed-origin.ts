// The publishers of bench/mixed.ts in a process of their own: good ones that bring stories and count
// them, and hostile ones of ten kinds. /stop/N ends the news and tells what N good ones have published.

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { itemsOf, writeFeed } from "./support/feed.ts";

/** A story more from each good source, so often. */
const newsMs = 20_000;

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const megabyte = Buffer.alloc(1 << 20, "<item><title>x</title></item>");
const bomb = gzipSync(Buffer.alloc(200 << 20));
const huge = `<rss version="2.0"><channel><title>x</title>${Array.from({ length: 60_000 }, (_, n) => `<item><title>huge ${n}</title><guid>${n}</guid></item>`).join("")}</channel></rss>`;

const hostile: readonly Behaviour[] = [
  // A byte a second.
  (_, response) => {
    response.writeHead(200, { "content-type": "application/rss+xml" });
    const timer = setInterval(() => response.write("<"), 1_000);
    response.on("close", () => clearInterval(timer));
  },
  // Never an answer.
  () => {},
  // Garbage without end.
  (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(megabyte));
    };
    response.writeHead(200).on("drain", more);
    more();
  },
  // 200 MB of nothing in 200 KB.
  (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
  // Reset in the middle of the body.
  (_, response) => {
    response.writeHead(200, { "content-length": 100_000 }).write("<rss>");
    setTimeout(() => response.socket?.resetAndDestroy(), 20);
  },
  // A circle.
  ({ url }, response) => response.writeHead(302, { location: `${url}` }).end(),
  // Ever further.
  ({ url }, response) => response.writeHead(302, { location: `${url}x` }).end(),
  (_, response) => response.writeHead(200).end(huge),
  // Elements in elements in elements.
  (_, response) => response.writeHead(200).end(`<rss><channel>${"<a>".repeat(500_000)}`),
  (_, response) => response.writeHead(500).end("no"),
];

const firstAskedAt = new Map<number, number>();
let stopped: number | undefined;
const server = createServer((request, response) => {
  const [, kind = "", number = ""] = (request.url ?? "").split("/");
  const n = Number.parseInt(number, 10);
  if (kind === "hostile") hostile[n % hostile.length]?.(request, response);
  else if (kind === "good") answerGood(n, request, response);
  else {
    stopped ??= performance.now();
    response.end(JSON.stringify(Array.from({ length: n }, (_, i) => itemsOf(i) + revisionOf(i))));
  }
});
server.on("connection", (socket) => {
  socket.on("error", () => {});
  if (!socket.localAddress?.startsWith("127.")) socket.destroy();
});
server.listen(0, "0.0.0.0");
await once(server, "listening");
console.log((server.address() as AddressInfo).port);

/** News begins with the first request, since a feed forgets; each source has its own moment. */
function revisionOf(n: number): number {
  const now = stopped ?? performance.now();
  const since = firstAskedAt.get(n) ?? now;
  firstAskedAt.set(n, since);
  return Math.floor((now - since + (n * newsMs) / 500) / newsMs);
}

function answerGood(n: number, request: IncomingMessage, response: ServerResponse): void {
  const revision = revisionOf(n);
  const etag = `"${n}-${revision}"`;
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const { body, charset } = writeFeed(n, revision);
  response
    .writeHead(200, { etag, "content-type": `application/xml; charset=${charset}` })
    .end(body);
}
