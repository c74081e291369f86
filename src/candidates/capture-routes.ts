import { Type } from "typebox";
import { TopicSlug } from "#base/archive.ts";
import { actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { type Capturing, captureCandidate } from "./capture.ts";
import { showCandidate } from "./schema.ts";

const Capture = Type.Object(
  {
    url: Type.String({ minLength: 1, maxLength: 2000, description: "Of one story's page." }),
    topics: Type.Optional(
      Type.Array(TopicSlug, {
        uniqueItems: true,
        maxItems: 50,
        description: "Where not given, they are found by their keywords.",
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ url: "https://www.example.jp/news/12", topics: ["us-japan"] }],
  },
);

/** After addCandidateRoutes, whose schema this answers with. */
export function addCaptureRoutes(app: Server, capturing: Capturing): void {
  app.post(
    "/api/candidates",
    {
      schema: {
        operationId: "captureCandidate",
        summary: "A candidate from the page of one story",
        description: "200 with the candidate that is there where the story is known already.",
        tags: ["candidates"],
        body: Capture,
        response: {
          200: Type.Ref("Candidate#"),
          201: Type.Ref("Candidate#"),
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const { candidate, created } = await captureCandidate(
        capturing,
        actorOf(request),
        request.body,
      );
      reply.code(created ? 201 : 200);
      return showCandidate(candidate);
    },
  );
}
