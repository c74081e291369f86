// Having a story or an entry in hand.

import { Type } from "typebox";
import { StackId } from "#candidates/stack-schema.ts";
import { actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import { tellOperation } from "#http/operation-reply.ts";
import type { Server } from "#http/server.ts";
import { heldResponse, showHeld, Taking } from "./claim-schema.ts";
import type { Desk } from "./draft.ts";
import { holdEntry, letGoEntry } from "./hold.ts";
import { holdStack, letGoStack } from "./hold-stack.ts";
import { EntryId, tags } from "./shared-routes.ts";

const released = { 204: Type.Null(), ...problemResponses };

export function addClaimRoutes(app: Server, desk: Desk): void {
  app.put(
    "/api/entries/:id/claim",
    {
      schema: {
        operationId: "claimEntry",
        summary: "Take an entry in hand, or keep it, for 15 minutes",
        tags,
        params: EntryId,
        body: Taking,
        response: heldResponse,
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const held = await holdEntry(desk, actorOf(request), params.id, body);
      tellOperation(reply, held.rescued?.operation ?? null);
      return showHeld(held);
    },
  );

  app.delete(
    "/api/entries/:id/claim",
    {
      schema: {
        ...{ operationId: "releaseEntry", summary: "Give an entry back", tags },
        ...{ params: EntryId, response: released },
      },
    },
    async (request, reply) => {
      await letGoEntry(desk, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.put(
    "/api/stacks/:id/claim",
    {
      schema: {
        operationId: "claimStack",
        summary: "Take a story and its entry in hand, or keep them, for 15 minutes",
        tags: ["stacks"],
        params: StackId,
        body: Taking,
        response: heldResponse,
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const held = await holdStack(desk, actorOf(request), params.id, body);
      tellOperation(reply, held.rescued?.operation ?? null);
      return showHeld(held);
    },
  );

  app.delete(
    "/api/stacks/:id/claim",
    {
      schema: {
        ...{ operationId: "releaseStack", summary: "Give a story back", tags: ["stacks"] },
        ...{ params: StackId, response: released },
      },
    },
    async (request, reply) => {
      await letGoStack(desk, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
