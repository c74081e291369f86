// The archive for whoever takes it away: all entries as data, a year as a folder.

import { createHash } from "node:crypto";
import { Type } from "typebox";
import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { findPublication, listPublished } from "#entries/published-store.ts";
import { makeDocument, sendDocument } from "#http/bytes.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import type { Server } from "#http/server.ts";
import { downloadSender, type SendDownload } from "#http/stream-reply.ts";
import { entrySchema } from "./export-entry.ts";
import { entryLines } from "./export-lines.ts";
import { yearFolder } from "./export-year.ts";
import { zipOf } from "./export-zip.ts";
import { pageFrame } from "./frame.ts";
import { notFoundPage } from "./not-found-page.ts";
import { pageSender } from "./send-page.ts";
import { stylesheetAddress } from "./stylesheet.ts";
import { type View, type ViewSettings, viewOf } from "./view.ts";
import { wordsOf } from "./words.ts";
import { yearParam } from "./year-routes.ts";

type ExportRoutes = ViewSettings & { db: Db; archive: Archive; documents: DocumentCache };

const hidden = { schema: { hide: true } };
const withYear = { schema: { hide: true, params: Type.Object({ year: Type.Integer() }) } };

/** GET and HEAD of /entries.jsonl, the schema of its lines, and /{year}.zip */
export async function addExportRoutes(server: Server, routes: ExportRoutes): Promise<void> {
  const send = downloadSender();
  addLines(server, routes, send);
  addYears(server, routes, send);
  const schema = `${JSON.stringify(entrySchema(routes.archive), null, 2)}\n`;
  const document = await makeDocument("application/schema+json; charset=utf-8", schema);
  server.get("/schema/entry.json", hidden, async (request, reply) =>
    sendDocument(request, reply, document),
  );
}

function addLines(server: Server, { db, archive }: ExportRoutes, send: SendDownload): void {
  const made = digest(entrySchema(archive));
  server.get("/entries.jsonl", hidden, async (request, reply) => {
    const { number, changedAt } = await findPublication(db);
    return send(request, reply, {
      contentType: "application/jsonl; charset=utf-8",
      version: `${number}-${made}`,
      modifiedAt: changedAt,
      isText: true,
      headers: { link: '</schema/entry.json>; rel="describedby"' },
      read: () => entryLines(db, archive),
    });
  });
}

function addYears(server: Server, routes: ExportRoutes, send: SendDownload): void {
  const { db, archive, documents } = routes;
  const view = viewOf(archive, archive.language, routes);
  const sendPage = pageSender(view, documents);
  const made = look(view);
  server.get(`/${yearParam}.zip`, withYear, async (request, reply) => {
    const { year } = request.params;
    const { number, changedAt } = await findPublication(db);
    const [any] = await listPublished(db, { year, limit: 1 });
    if (any === undefined) {
      const missing = wordsOf(view).noYear(year);
      return sendPage(request, reply, { key: `/${year}.zip`, build: async () => null, missing });
    }
    return send(request, reply, {
      contentType: "application/zip",
      version: `${number}-${made}`,
      modifiedAt: changedAt,
      isText: false,
      headers: { "content-disposition": `attachment; filename="${year}.zip"` },
      read: () => zipOf(yearFolder(db, view, year)),
    });
  });
}

/** Changes with the frame, the stylesheet and the configuration, which no publication tells of. */
function look(view: View): string {
  const { markup } = pageFrame(view.archive)(notFoundPage(view, ""));
  return digest([markup, stylesheetAddress, view.archive]);
}

function digest(value: object): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 12);
}
