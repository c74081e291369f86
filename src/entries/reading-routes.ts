import { Type } from "typebox";
import { PageQuery, readCursor, writeCursor } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { requireEntry } from "./change.ts";
import type { Desk } from "./draft.ts";
import { EntryState, entryExample } from "./schema.ts";
import { answerDone, EntryId, showEntries, tags } from "./shared-routes.ts";
import { listEntries } from "./store.ts";

const ListQuery = Type.Object(
  {
    state: Type.Optional(EntryState),
    topic: Type.Optional(Type.String({ maxLength: 40 })),
    ...PageQuery,
  },
  { additionalProperties: false },
);

const Entries = Type.Object(
  { items: Type.Array(Type.Ref("Entry#")), next: Type.Union([Type.String(), Type.Null()]) },
  { examples: [{ items: [entryExample], next: "YTc" }] },
);

export function addReadingRoutes(app: Server, { db }: Pick<Desk, "db">): void {
  app.get(
    "/api/entries",
    {
      schema: {
        operationId: "listEntries",
        summary: "Entries in every state, newest first; corrections only while they are open",
        tags,
        querystring: ListQuery,
        response: { 200: Entries, ...problemResponses },
      },
    },
    async ({ query: { state, topic, cursor, limit = 50 } }) => {
      const before = readCursor(cursor);
      const found = await listEntries(db, { state, topic, before, limit: limit + 1 });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items: await showEntries(db, items),
        next: found.length > limit && last ? writeCursor(last.id) : null,
      };
    },
  );

  app.get(
    "/api/entries/:id",
    {
      schema: {
        operationId: "getEntry",
        summary: "One entry, and who has it in hand",
        tags,
        params: EntryId,
        response: { 200: Type.Ref("Entry#"), ...problemResponses },
      },
    },
    async (request, reply) => {
      const entry = await requireEntry(db, request.params.id);
      return answerDone(db, reply, { entry, operation: null });
    },
  );
}
