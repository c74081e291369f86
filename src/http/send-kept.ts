// Documents that are made already, sent before Fastify sees the request: its routing and its hooks cost
// more than the sending.

import type { IncomingMessage, RequestListener } from "node:http";
import { writeDocument } from "./bytes.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { Server } from "./server.ts";

/** The key of a document is its address. All that is not kept, or not plainly asked for, goes on. */
export function sendKept(server: Server, documents: Pick<DocumentCache, "kept">): void {
  const { server: node } = server;
  const listeners = node.listeners("request") as RequestListener[];
  node.removeAllListeners("request");
  node.on("request", (request, response) => {
    // A closing server tells its clients so: that is Fastify's.
    const document = node.listening && isPlain(request) ? documents.kept(request.url ?? "") : null;
    if (document !== null) writeDocument(request, response, document);
    else for (const listener of listeners) listener.call(node, request, response);
  });
}

/** Who asks for a part of a feed (RFC 3229) is answered by its route. */
function isPlain({ method, headers }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && headers["a-im"] === undefined;
}
