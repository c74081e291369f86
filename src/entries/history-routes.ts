// What was: the acts on an entry, and its texts.

import { Type } from "typebox";
import { PageQuery, readCursor, writeCursor } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { findAbout } from "./about.ts";
import { requireEntry } from "./change.ts";
import { claimSubject } from "./claim-subject.ts";
import { listCorrectionIds } from "./correction-store.ts";
import type { Desk } from "./draft.ts";
import { HistorySchema, showAct } from "./history.ts";
import { listTrail } from "./history-store.ts";
import { listRevisions } from "./revision-store.ts";
import { RevisionsSchema, showRevision } from "./revisions.ts";
import { EntryId, tags } from "./shared-routes.ts";

const Page = Type.Object(PageQuery, { additionalProperties: false });

export function addHistoryRoutes(app: Server, { db }: Pick<Desk, "db">): void {
  app.get(
    "/api/entries/:id/history",
    {
      schema: {
        operationId: "getEntryHistory",
        summary: "Who did what and why, and the text before and after, with its corrections",
        tags,
        params: EntryId,
        querystring: Page,
        response: { 200: HistorySchema, ...problemResponses },
      },
    },
    async ({ params, query: { cursor, limit = 50 } }) => {
      const after = readCursor(cursor);
      const entry = await requireEntry(db, params.id);
      const ids = [entry.id, ...(await listCorrectionIds(db, entry.id))];
      const of = { subjects: ids.map((id) => `entry:${id}`), claimed: claimSubject(entry) };
      const found = await listTrail(db, of, { after, limit: limit + 1 });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const next = found.length > limit && last ? writeCursor(last.id) : null;
      return { items: items.map(showAct), next };
    },
  );

  app.get(
    "/api/entries/:id/revisions",
    {
      schema: {
        operationId: "getEntryRevisions",
        summary: "Every text that was public, newest first, and what it changed",
        tags,
        params: EntryId,
        querystring: Page,
        response: { 200: RevisionsSchema, ...problemResponses },
      },
    },
    async ({ params, query: { cursor, limit = 50 } }) => {
      const before = readCursor(cursor);
      const entry = await requireEntry(db, params.id);
      const found = await listRevisions(db, entry.id, { before, limit: limit + 1 });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const about = await findAbout(db, [entry]);
      return {
        items: items.map((revision, n) => showRevision(revision, found[n + 1])),
        next: found.length > limit && last ? writeCursor(last.revision) : null,
        open_correction: about(entry).openCorrection,
      };
    },
  );
}
