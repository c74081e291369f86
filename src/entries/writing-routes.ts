import { Type } from "typebox";
import { actorOf } from "#http/actor.ts";
import { IfMatch, versionWanted } from "#http/precondition.ts";
import type { Server } from "#http/server.ts";
import { createDraft, type Desk } from "./draft.ts";
import { editEntry } from "./edit.ts";
import { readNewText, readText } from "./read-text.ts";
import {
  answerDone,
  answerMade,
  EntryId,
  madeResponse,
  response,
  tags,
  tokenHeader,
  tokenOf,
} from "./shared-routes.ts";
import { EntryCreation, EntryPatch } from "./text-schema.ts";

export function addWritingRoutes(app: Server, desk: Desk, topics: readonly string[]): void {
  app.post(
    "/api/entries",
    {
      schema: {
        operationId: "createEntry",
        summary: "Open a draft without a candidate",
        tags,
        body: EntryCreation,
        response: madeResponse,
      },
    },
    async (request, reply) => {
      const text = readNewText(request.body, topics);
      return answerMade(desk.db, reply, await createDraft(desk, actorOf(request), text));
    },
  );

  app.patch(
    "/api/entries/:id",
    {
      schema: {
        operationId: "editEntry",
        summary: "Write summary, notes, related ids, topics and the rest; takes the claim if free",
        tags,
        params: EntryId,
        headers: Type.Object({ ...IfMatch.properties, ...tokenHeader }),
        body: EntryPatch,
        response,
      },
    },
    async (request, reply) => {
      const version = versionWanted(request);
      const text = readText(request.body, topics);
      const edit = { version, text, token: tokenOf(request) };
      const done = await editEntry(desk, actorOf(request), request.params.id, edit);
      return answerDone(desk.db, reply, done);
    },
  );
}
