// The desk's side of entries under /api; what readers get is in `pages` and `feeds`.

import { Type } from "typebox";
import { CandidateId } from "#candidates/routes.ts";
import { listAudit } from "#editors/audit.ts";
import { type Actor, actorOf } from "#http/actor.ts";
import { PageQuery, readCursor, writeCursor } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import { tagReply, versionSeen, versionWanted } from "#http/precondition.ts";
import type { Server } from "#http/server.ts";
import { requireEntry } from "./change.ts";
import { acceptCandidate, createDraft, type Desk } from "./draft.ts";
import { editEntry } from "./edit.ts";
import { HistorySchema, showHistory } from "./history.ts";
import { approveEntry, publishEntry, requestChanges, submitEntry } from "./review.ts";
import {
  EntryCreation,
  EntryPatch,
  EntrySchema,
  EntryState,
  entryExample,
  readNewText,
  readText,
  showEntry,
} from "./schema.ts";
import { type Entry, listEntries } from "./store.ts";

const tags = ["entries"];
const EntryId = Type.Object({
  id: Type.String({ description: "The entry's number, or its archive id.", examples: ["1"] }),
});
const ListQuery = Type.Object(
  {
    state: Type.Optional(EntryState),
    topic: Type.Optional(Type.String({ maxLength: 40 })),
    ...PageQuery,
  },
  { additionalProperties: false },
);
const IfMatch = Type.Object({
  "if-match": Type.Optional(
    Type.String({ description: "The ETag you last saw.", examples: ['"v1"'] }),
  ),
});
const response = { 200: Type.Ref("Entry#"), ...problemResponses };

export function addEntryRoutes(app: Server, desk: Desk, topics: readonly string[]): void {
  app.addSchema(EntrySchema);
  addReading(app, desk);
  addWriting(app, desk, topics);
  addAct(app, "submit", "Submit for review", (actor, id, version) =>
    submitEntry(desk, actor, id, version),
  );
  addAct(app, "approve", "Approve: gives the archive id", (actor, id, version) =>
    approveEntry(desk, actor, id, version),
  );
  addAct(app, "publish", "Publish; repeating it is harmless", (actor, id, version) =>
    publishEntry(desk, actor, id, version),
  );

  app.post(
    "/api/entries/:id/request-changes",
    {
      schema: {
        operationId: "requestChanges",
        summary: "Send back to the writer",
        tags,
        params: EntryId,
        body: Type.Object(
          { reason: Type.String({ minLength: 1, maxLength: 1000 }) },
          { additionalProperties: false, examples: [{ reason: "The second date is missing." }] },
        ),
        response,
      },
    },
    async (request, reply) => {
      const { reason } = request.body;
      const entry = await requestChanges(desk, actorOf(request), request.params.id, reason);
      tagReply(reply, entry.version);
      return showEntry(entry);
    },
  );
}

function addReading(app: Server, { db }: Desk): void {
  app.get(
    "/api/entries",
    {
      schema: {
        operationId: "listEntries",
        summary: "Entries in every state, newest first",
        tags,
        querystring: ListQuery,
        response: {
          200: Type.Object(
            {
              items: Type.Array(Type.Ref("Entry#")),
              next: Type.Union([Type.String(), Type.Null()]),
            },
            { examples: [{ items: [entryExample], next: "YTc" }] },
          ),
          ...problemResponses,
        },
      },
    },
    async ({ query: { state, topic, cursor, limit = 50 } }) => {
      const before = readCursor(cursor);
      const found = await listEntries(db, { state, topic, before, limit: limit + 1 });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(showEntry),
        next: found.length > limit && last ? writeCursor(last.id) : null,
      };
    },
  );

  app.get(
    "/api/entries/:id",
    { schema: { operationId: "getEntry", summary: "One entry", tags, params: EntryId, response } },
    async (request, reply) => {
      const entry = await requireEntry(db, request.params.id);
      tagReply(reply, entry.version);
      return showEntry(entry);
    },
  );

  app.get(
    "/api/entries/:id/history",
    {
      schema: {
        operationId: "getEntryHistory",
        summary: "Who did what, and the text before and after",
        tags,
        params: EntryId,
        response: { 200: HistorySchema, ...problemResponses },
      },
    },
    async (request) => {
      const entry = await requireEntry(db, request.params.id);
      return showHistory(await listAudit(db, `entry:${entry.id}`));
    },
  );
}

function addWriting(app: Server, desk: Desk, topics: readonly string[]): void {
  app.post(
    "/api/candidates/:id/accept",
    {
      schema: {
        operationId: "acceptCandidate",
        summary: "Accept a candidate: opens its draft",
        tags: ["candidates"],
        params: CandidateId,
        response: { 201: Type.Ref("Entry#"), ...problemResponses },
      },
    },
    async (request, reply) => {
      const entry = await acceptCandidate(desk, actorOf(request), request.params.id);
      tagReply(reply, entry.version);
      return reply.code(201).header("location", `/api/entries/${entry.id}`).send(showEntry(entry));
    },
  );

  app.post(
    "/api/entries",
    {
      schema: {
        operationId: "createEntry",
        summary: "Open a draft without a candidate",
        tags,
        body: EntryCreation,
        response: { 201: Type.Ref("Entry#"), ...problemResponses },
      },
    },
    async (request, reply) => {
      const text = readNewText(request.body, topics);
      const entry = await createDraft(desk, actorOf(request), text);
      tagReply(reply, entry.version);
      return reply.code(201).header("location", `/api/entries/${entry.id}`).send(showEntry(entry));
    },
  );

  app.patch(
    "/api/entries/:id",
    {
      schema: {
        operationId: "editEntry",
        summary: "Write summary, notes, related ids, topics and the rest",
        tags,
        params: EntryId,
        headers: IfMatch,
        body: EntryPatch,
        response,
      },
    },
    async (request, reply) => {
      const version = versionWanted(request);
      const text = readText(request.body, topics);
      const entry = await editEntry(desk, actorOf(request), request.params.id, version, text);
      tagReply(reply, entry.version);
      return showEntry(entry);
    },
  );
}

function addAct(
  app: Server,
  act: string,
  summary: string,
  run: (actor: Actor, id: string, version: number | undefined) => Promise<Entry>,
): void {
  app.post(
    `/api/entries/:id/${act}`,
    {
      schema: {
        operationId: `${act}Entry`,
        summary,
        tags,
        params: EntryId,
        headers: IfMatch,
        response,
      },
    },
    async (request, reply) => {
      const entry = await run(actorOf(request), request.params.id, versionSeen(request));
      tagReply(reply, entry.version);
      return showEntry(entry);
    },
  );
}
