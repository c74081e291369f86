// The publishers of bench/poll.ts in a process of their own: /feed/N with an ETag and 304;
// /revise makes every twentieth feed bring a story more.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFeed } from "./support/feed.ts";

let revision = 0;

const server = createServer((request, response) => {
  const path = request.url ?? "";
  if (path === "/revise") {
    revision += 1;
    response.end();
    return;
  }
  const feed = Number(path.slice("/feed/".length));
  const revised = feed % 20 === 0 ? revision : 0;
  const etag = `"${feed}-${revised}"`;
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const { body, charset } = writeFeed(feed, revised);
  const type = `application/xml; charset=${charset}`;
  response.writeHead(200, { etag, "content-type": type, "content-length": body.length }).end(body);
});
// All of 127.0.0.0/8 and nothing else.
server.on("connection", (socket) => {
  if (!socket.localAddress?.startsWith("127.")) socket.destroy();
});
server.listen(0, "0.0.0.0");
await once(server, "listening");
console.log((server.address() as AddressInfo).port);
