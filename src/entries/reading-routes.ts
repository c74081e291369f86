import { Type } from "typebox";
import { PageQuery, readCursor, writeCursor } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import type { Known } from "#search/operators.ts";
import { requireEntry } from "./change.ts";
import type { Desk } from "./draft.ts";
import { EntryState, entryExample } from "./schema.ts";
import type { Search } from "./search.ts";
import { askedParts, listFound } from "./search-listing.ts";
import { answerDone, EntryId, showEntries, tags } from "./shared-routes.ts";
import { listEntries } from "./store.ts";

const ListQuery = Type.Object(
  {
    state: Type.Optional(EntryState),
    topic: Type.Optional(Type.String({ maxLength: 40 })),
    q: Type.Optional(
      Type.String({
        description:
          'A search, as on /search: words, `"phrase"`, `-not`, `source:`, `topic:`, `year:`, `from:`, `to:`, `id:`. ' +
          "Of what is published unless `state` says otherwise. Nothing in it is an error.",
      }),
    ),
    order: Type.Optional(
      Type.Enum(["newest", "best"], {
        type: "string",
        description: "Of a search of what is published: by the day of the report, or best first.",
      }),
    ),
    ...PageQuery,
  },
  { additionalProperties: false },
);

const Entries = Type.Object(
  {
    items: Type.Array(Type.Ref("Entry#")),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Optional(
      Type.Object(
        { count: Type.Integer(), at_least: Type.Boolean() },
        { description: "Of a search; above a thousand it is not counted further." },
      ),
    ),
  },
  { examples: [{ items: [entryExample], next: "YTc" }] },
);

export type Reading = Pick<Desk, "db"> & { search: Search; known: Known };

export function addReadingRoutes(app: Server, { db, search, known }: Reading): void {
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
    async ({ query: { state, topic, q, order = "newest", cursor, limit = 50 } }) => {
      const asked = askedParts(q, { topic, known });
      if (asked !== undefined && (state === undefined || state === "published")) {
        const found = await listFound({ db, search }, asked, { limit, order, cursor });
        const { entries, next, total } = found;
        return { items: await showEntries(db, entries), next, total };
      }
      const before = readCursor(cursor);
      const found = await listEntries(db, { state, topic, before, asked, limit: limit + 1 });
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
