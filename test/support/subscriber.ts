// A feed reader's server that subscribes to a hub: it remembers what it was asked and sent, and
// answers as the test says.

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = { status: number; headers?: Record<string, string>; body?: string };

export type Subscriber = {
  /** The address of a callback; several may be told apart by their paths. */
  callback: (path?: string) => string;
  /** Queries of GETs, in their order. */
  asked: { path: string; query: URLSearchParams }[];
  received: { path: string; headers: IncomingHttpHeaders; body: Buffer }[];
  /** What a GET is answered; by default the challenge. */
  confirm: (query: URLSearchParams) => Answer;
  /** What a POST is answered; 204 by default. Awaited, so that a test may hold it up. */
  take: () => Answer | Promise<Answer>;
  /** Asks `hub` for `topic`. */
  ask: (hub: string, fields: Record<string, string>) => Promise<{ status: number; text: string }>;
  close: () => Promise<void>;
};

export async function openSubscriber(): Promise<Subscriber> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://subscriber.example");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isQuestion = request.method === "GET";
    if (isQuestion) subscriber.asked.push({ path: pathname, query: searchParams });
    else {
      const { headers } = request;
      subscriber.received.push({ path: pathname, headers, body: Buffer.concat(chunks) });
    }
    const { status, headers, body } = isQuestion
      ? subscriber.confirm(searchParams)
      : await subscriber.take();
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const subscriber: Subscriber = {
    callback: (path = "/callback") => `http://127.0.0.1:${port}${path}`,
    asked: [],
    received: [],
    confirm: (query) => ({ status: 200, body: query.get("hub.challenge") ?? "" }),
    take: () => ({ status: 204 }),
    ask: async (hub, fields) => {
      const body = new URLSearchParams({
        "hub.mode": "subscribe",
        "hub.callback": subscriber.callback(),
        ...fields,
      });
      const response = await fetch(hub, { method: "POST", body });
      return { status: response.status, text: await response.text() };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return subscriber;
}

/** As a subscriber reckons it, W3C WebSub §7.1. */
export function expectedSignature(body: Buffer, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
