// What /api/events takes and gives.

import { Type } from "typebox";
import { problemResponses } from "#http/openapi.ts";

const example = `retry: 1000

id: 40
event: hello
data: {"number":40}

id: 41
event: stack
data: {"number":41,"at":"2026-11-24T12:00:00Z","subject":"stack:12","act":"accept","actor":"person:3f2c","actor_name":"Tanaka","after":{"state":"accepted","version":2}}

`;

const place = "The id of the last event you have; what came after it is sent first.";

export const followEvents = {
  operationId: "followEvents",
  summary: "What editors and machines do, as it happens",
  description: [
    "A stream of server-sent events that does not end. `event` is the kind of the subject, such as",
    "stack, entry, candidate or source; `id` rises by one with each event of the archive.",
    "It begins with `hello`, or, where the last id that was sent is older than seven days or not one",
    "of ours, with `reset`: then load what you show again. Every 15 seconds there is a sign of life.",
    "`actor` is null for what machines do.",
  ].join(" "),
  tags: ["editors"],
  headers: Type.Object({
    "last-event-id": Type.Optional(Type.String({ description: `${place} Goes before \`after\`.` })),
  }),
  querystring: Type.Object(
    {
      after: Type.Optional(
        Type.String({ description: `${place} For clients that cannot send Last-Event-ID.` }),
      ),
      subjects: Type.Optional(
        Type.String({
          pattern: "^[a-z-]{1,30}(,[a-z-]{1,30}){0,19}$",
          description: "Only events on these kinds of subject, e.g. stack,entry",
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: {
      description: "The stream.",
      content: { "text/event-stream": { schema: Type.String({ examples: [example] }) } },
    },
    ...problemResponses,
  },
} as const;
