// What readers ask, over the suite's database emptied: a server with some of the public routes, and a
// cache that sees at once what a test writes.

import { pino } from "pino";
import type { Db } from "#db/types.ts";
import { publicationLog } from "#entries/publication-store.ts";
import { type DocumentCache, documentCache } from "#http/document-cache.ts";
import { createServer, type Server } from "#http/server.ts";
import { openTestDatabase } from "./database.ts";

export type PublicServer = { db: Db; server: Server };

export async function openPublicServer(
  add: (server: Server, using: { db: Db; documents: DocumentCache }) => Promise<void>,
): Promise<PublicServer> {
  const db = await openTestDatabase();
  const server = createServer(pino({ level: "silent" }));
  await add(server, { db, documents: documentCache(publicationLog(db), { freshForMs: 0 }) });
  return { db, server };
}
