// A publisher's server: what it answers is set by the test, and it remembers what it was asked.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
};

export type Origin = {
  url: (path: string) => string;
  /** Sets what a path answers from now on; a function is asked each time. */
  answer: (path: string, answer: Answer | ((headers: IncomingHttpHeaders) => Answer)) => void;
  requests: { path: string; headers: IncomingHttpHeaders }[];
  close: () => Promise<void>;
};

export async function openOrigin(): Promise<Origin> {
  const answers = new Map<string, Answer | ((headers: IncomingHttpHeaders) => Answer)>();
  const requests: Origin["requests"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push({ path, headers: request.headers });
    const set = answers.get(path) ?? { status: 404 };
    const {
      status = 200,
      headers = {},
      body = "",
    } = typeof set === "function" ? set(request.headers) : set;
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    answer: (path, answer) => void answers.set(path, answer),
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
