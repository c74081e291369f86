import { Type } from "typebox";
import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { actorOf } from "#http/actor.ts";
import { readCursor, writeCursor } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import { tellOperation } from "#http/operation-reply.ts";
import { readInstant } from "#http/query-instant.ts";
import type { Server } from "#http/server.ts";
import {
  CandidateId,
  CandidateSchema,
  candidateExample,
  ListQuery,
  Revisions,
  showCandidate,
  showRevision,
} from "./schema.ts";
import { findCandidate, listCandidates, listRevisions } from "./store.ts";
import { rejectCandidate } from "./triage.ts";

const tags = ["candidates"];
const text = Type.Union([Type.String(), Type.Null()]);

export function addCandidateRoutes(app: Server, { db, clock }: { db: Db; clock: Clock }): void {
  app.addSchema(CandidateSchema);

  app.get(
    "/api/candidates",
    {
      schema: {
        operationId: "listCandidates",
        summary: "The queue: newest first",
        tags,
        querystring: ListQuery,
        response: {
          200: Type.Object(
            { items: Type.Array(Type.Ref("Candidate#")), next: text },
            { examples: [{ items: [candidateExample], next: "YTEy" }] },
          ),
          ...problemResponses,
        },
      },
    },
    async ({ query: { state = "new", source, topic, since, cursor, limit = 50 } }) => {
      const found = await listCandidates(db, {
        state: state === "any" ? undefined : state,
        source,
        topic,
        since: readInstant("querystring/since", since),
        before: readCursor(cursor),
        limit: limit + 1,
      });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(showCandidate),
        next: found.length > limit && last ? writeCursor(last.id) : null,
      };
    },
  );

  app.get(
    "/api/candidates/:id",
    {
      schema: {
        operationId: "getCandidate",
        summary: "One candidate and what it said before",
        tags,
        params: CandidateId,
        response: {
          200: Type.Object(
            { candidate: Type.Ref("Candidate#"), revisions: Revisions },
            { examples: [{ candidate: candidateExample, revisions: [] }] },
          ),
          ...problemResponses,
        },
      },
    },
    async ({ params: { id } }) => {
      const found = await findCandidate(db, id);
      if (!found) throw new Problem("not-found", `There is no candidate ${id}.`);
      const revisions = await listRevisions(db, id);
      return { candidate: showCandidate(found), revisions: revisions.map(showRevision) };
    },
  );

  app.post(
    "/api/candidates/:id/reject",
    {
      schema: {
        operationId: "rejectCandidate",
        summary: "Reject the story that a candidate belongs to",
        tags,
        params: CandidateId,
        body: Type.Object(
          { reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
          { additionalProperties: false, examples: [{ reason: "not about defence" }] },
        ),
        response: { 200: Type.Ref("Candidate#"), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { reason = null } = request.body;
      const { id } = request.params;
      const done = await rejectCandidate({ db, clock }, actorOf(request), id, reason);
      tellOperation(reply, done.operation);
      return showCandidate(done.candidate);
    },
  );
}
