// A small HTTP server for this machine alone: the newsstand and the inbox answer through it.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = {
  status?: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
};

export type LocalServer = {
  /** Without a trailing slash. */
  url: string;
  close: () => Promise<void>;
};

/** Listens on a free port. `path` is without the query; undefined is answered 404. */
export async function openLocalServer(
  answer: (path: string, headers: IncomingHttpHeaders) => Answer | undefined,
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const { status = 200, headers, body } = answer(path, request.headers) ?? notFound;
    response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const notFound: Answer = {
  status: 404,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: "There is nothing here.\n",
};
