// From what came in to a draft.

import { CandidateId } from "#candidates/schema.ts";
import { StackId } from "#candidates/stack-schema.ts";
import { actorOf } from "#http/actor.ts";
import { IfMatch, versionSeen } from "#http/precondition.ts";
import type { Server } from "#http/server.ts";
import { acceptStack } from "./accept.ts";
import { type Accepting, acceptCandidate } from "./accept-candidate.ts";
import { answerMade, madeResponse } from "./shared-routes.ts";

export function addAcceptRoutes(app: Server, desk: Accepting): void {
  app.post(
    "/api/stacks/:id/accept",
    {
      schema: {
        operationId: "acceptStack",
        summary: "Accept the story with all its candidates: opens its draft",
        tags: ["stacks"],
        params: StackId,
        headers: IfMatch,
        response: madeResponse,
      },
    },
    async (request, reply) => {
      const version = versionSeen(request);
      const done = await acceptStack(desk, actorOf(request), request.params.id, { version });
      return answerMade(desk.db, reply, done);
    },
  );

  app.post(
    "/api/candidates/:id/accept",
    {
      schema: {
        operationId: "acceptCandidate",
        summary: "Accept the story of a candidate, with its headline: opens its draft",
        tags: ["candidates"],
        params: CandidateId,
        response: madeResponse,
      },
    },
    async (request, reply) =>
      answerMade(desk.db, reply, await acceptCandidate(desk, actorOf(request), request.params.id)),
  );
}
