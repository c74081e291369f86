// Deciding many stories at once, and taking an act back.

import { type Static, Type } from "typebox";
import { Problem } from "#base/problem.ts";
import { Rejection } from "#candidates/stack-act-routes.ts";
import { actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import { operationHeaders, tellOperation } from "#http/operation-reply.ts";
import { problemDocument } from "#http/problem-reply.ts";
import { readInstant } from "#http/query-instant.ts";
import type { Server } from "#http/server.ts";
import { type Decision, type DecisionResult, decideMany } from "./decisions.ts";
import type { Desk } from "./draft.ts";
import { undoOperation } from "./undo.ts";

const operationToken = "2f1c7a52-5d0e-4c43-9d62-3a0c7e1f8b11";
const Token = Type.Union([Type.String(), Type.Null()], {
  description: "Undoes all of it: POST /api/operations/{id}/undo.",
});

const OneDecision = Type.Object(
  {
    stack: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    decision: Type.Enum(["accept", "reject", "snooze"]),
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: "Of the stack as you saw it; refused if changed." }),
    ),
    ...Rejection,
    until: Type.Optional(Type.String({ maxLength: 40, description: "For snooze; ISO 8601." })),
  },
  { additionalProperties: false },
);

const Decisions = Type.Object(
  { decisions: Type.Array(OneDecision, { minItems: 1, maxItems: 500 }) },
  {
    additionalProperties: false,
    examples: [
      {
        decisions: [
          { stack: 5, decision: "accept" },
          { stack: 6, decision: "reject", reason: "not about defence" },
        ],
      },
    ],
  },
);

const Results = Type.Object(
  {
    operation: Token,
    results: Type.Array(
      Type.Object({
        stack: Type.Integer(),
        done: Type.Boolean(),
        entry: Type.Union([Type.Integer(), Type.Null()], { description: "The draft it opened." }),
        problem: Type.Union([Type.Object({}, { additionalProperties: true }), Type.Null()], {
          description: "As such an act by itself would answer (RFC 9457).",
        }),
      }),
      { description: "In the order of the decisions; what is refused leaves nothing behind." },
    ),
  },
  {
    examples: [
      {
        operation: operationToken,
        results: [
          { stack: 5, done: true, entry: 31, problem: null },
          { stack: 6, done: true, entry: null, problem: null },
        ],
      },
    ],
  },
);

const OperationId = Type.Object({
  id: Type.String({
    pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    description: "The header `operation` of an act's answer.",
    examples: [operationToken],
  }),
});

const UndoneSchema = Type.Object(
  {
    act: Type.String(),
    subjects: Type.Array(Type.String(), { description: "What was put back, e.g. stack:12." }),
    operation: Type.String({ description: "Undoes the undo." }),
  },
  { examples: [{ act: "accept", subjects: ["stack:5", "entry:31"], operation: operationToken }] },
);

export function addDecisionRoutes(app: Server, desk: Desk): void {
  app.post(
    "/api/decisions",
    {
      schema: {
        operationId: "decideStacks",
        summary: "Decide many stories at once: each by itself, one undo for all",
        tags: ["stacks"],
        body: Decisions,
        response: { 200: { ...Results, headers: operationHeaders }, ...problemResponses },
      },
    },
    async (request, reply) => {
      const decisions = request.body.decisions.map(readDecision);
      const { results, operation } = await decideMany(desk, actorOf(request), decisions);
      tellOperation(reply, operation);
      return { operation, results: results.map(showResult) };
    },
  );

  app.post(
    "/api/operations/:id/undo",
    {
      schema: {
        operationId: "undoOperation",
        summary: "Take back an act of an editor, until it is published",
        tags: ["operations"],
        params: OperationId,
        response: { 200: UndoneSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const undone = await undoOperation(desk, actorOf(request), request.params.id);
      tellOperation(reply, undone.operation);
      return undone;
    },
  );
}

function readDecision(sent: Static<typeof OneDecision>, place: number): Decision {
  const { stack, version, decision, reason = null, duplicate_of: duplicateOf = null } = sent;
  if (decision === "accept") return { stack, version, decision };
  if (decision === "reject") return { stack, version, decision, reason, duplicateOf };
  const at = `body/decisions/${place}/until`;
  const until = readInstant(at, sent.until);
  if (until) return { stack, version, decision, until };
  throw new Problem("invalid-input", `${at} is missing; snooze needs an hour that lies ahead.`);
}

function showResult({ stack, entry = null, problem }: DecisionResult) {
  const document = problem ? problemDocument(problem) : null;
  return { stack, done: document === null, entry, problem: document };
}
