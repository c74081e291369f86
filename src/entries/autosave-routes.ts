// What is being written and not saved yet.

import { type Static, Type } from "typebox";
import { actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { autosaveEntry, forgetAutosave, requireAutosave } from "./autosave.ts";
import type { Autosave } from "./autosave-store.ts";
import type { Desk } from "./draft.ts";
import { readText } from "./read-text.ts";
import { EntryId, tags, tokenHeader, tokenOf } from "./shared-routes.ts";
import { EntryPatch, textExample } from "./text-schema.ts";

const Version = Type.Integer({
  ...{ minimum: 1, maximum: 999_999_999 },
  description: "Of the text that it was begun from.",
});

const Writing = Type.Object(
  { version: Version, text: EntryPatch },
  { additionalProperties: false, examples: [{ version: 3, text: textExample }] },
);

const AutosaveSchema = Type.Object(
  {
    author: Type.String(),
    author_name: Type.String(),
    version: Version,
    text: EntryPatch,
    at: Type.String({ format: "date-time" }),
  },
  {
    examples: [
      {
        ...{ author: "person:3f2c", author_name: "Tanaka", version: 3, text: textExample },
        at: "2025-11-24T11:27:00Z",
      },
    ],
  },
);

const path = "/api/entries/:id/autosave";
const answer = { 200: AutosaveSchema, ...problemResponses };

export function addAutosaveRoutes(app: Server, desk: Desk, topics: readonly string[]): void {
  app.put(
    path,
    {
      schema: {
        operationId: "autosaveEntry",
        summary: "Keep what you are writing, without saving it; takes or renews the claim",
        tags,
        params: EntryId,
        headers: Type.Object(tokenHeader),
        body: Writing,
        response: answer,
      },
    },
    async (request) => {
      const { version, text } = request.body;
      readText(text, topics);
      const unsaved = { version, text, token: tokenOf(request) };
      return show(await autosaveEntry(desk, actorOf(request), request.params.id, unsaved));
    },
  );

  app.get(
    path,
    {
      schema: {
        operationId: "getAutosave",
        summary: "What somebody has written and not saved",
        ...{ tags, params: EntryId, response: answer },
      },
    },
    async ({ params }) => show(await requireAutosave(desk, params.id)),
  );

  app.delete(
    path,
    {
      schema: {
        operationId: "dropAutosave",
        summary: "Give up what you have written and not saved",
        ...{ tags, params: EntryId, response: { 204: Type.Null(), ...problemResponses } },
      },
    },
    async (request, reply) => {
      await forgetAutosave(desk, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function show({ actor, actorName, version, text, at }: Autosave): Static<typeof AutosaveSchema> {
  return { author: actor, author_name: actorName, version, text, at: at.toString() };
}
