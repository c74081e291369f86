// What editors do to stories, but for accepting them, which opens an entry.

import { type Static, type TObject, Type } from "typebox";
import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import { type Operation, operate } from "#editors/operations.ts";
import { type Actor, actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import { operationHeaders, tellOperation } from "#http/operation-reply.ts";
import { IfMatch, tagReply, versionSeen } from "#http/precondition.ts";
import { readInstant } from "#http/query-instant.ts";
import type { Server } from "#http/server.ts";
import { decideStack, reopenStack } from "./decide.ts";
import { mergeStacks } from "./merge.ts";
import { snoozeStack } from "./snooze.ts";
import { splitStack } from "./split.ts";
import { showWhole } from "./stack-routes.ts";
import { StackId, WholeStack } from "./stack-schema.ts";

type Desk = { db: Db; clock: Clock };
const closed = { additionalProperties: false } as const;
const Ids = Type.Array(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), {
  ...{ minItems: 1, maxItems: 100, uniqueItems: true },
});

export const Rejection = {
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  duplicate_of: Type.Optional(
    Type.String({
      pattern: "^[0-9]{4}-[0-9]{6}$",
      description: "The archive id of the entry that has the story already.",
    }),
  ),
};
const Reject = Type.Object(Rejection, { ...closed, examples: [{ reason: "not about defence" }] });
const Reopen = Type.Object({}, { ...closed, examples: [{}] });
const Snooze = Type.Object(
  {
    until: Type.Union([Type.String({ maxLength: 40 }), Type.Null()], {
      description: "An ISO 8601 instant that lies ahead; null ends it.",
    }),
  },
  { ...closed, examples: [{ until: "2099-11-25T09:00:00+09:00" }] },
);
const Merge = Type.Object(
  { stacks: Ids },
  {
    ...closed,
    examples: [{ stacks: [7, 9] }],
    description: "The new stacks that go into this one.",
  },
);
const Split = Type.Object(
  { candidates: Ids },
  { ...closed, examples: [{ candidates: [14] }], description: "What is another story." },
);

export function addStackActRoutes(app: Server, desk: Desk): void {
  addAct(app, desk, {
    ...{ name: "reject", summary: "Reject the story with all its candidates", body: Reject },
    run: async (db, operation, id, body: Static<typeof Reject>, version) => {
      const { reason = null, duplicate_of: duplicateOf = null } = body;
      await decideStack(db, operation, id, { state: "rejected", reason, duplicateOf, version });
      return id;
    },
  });
  addAct(app, desk, {
    ...{ name: "reopen", summary: "Take up again what was rejected or has expired", body: Reopen },
    run: async (db, operation, id) => (await reopenStack(db, operation, id)).stack.id,
  });
  addAct(app, desk, {
    ...{ name: "snooze", summary: "Hide the story until an hour", body: Snooze },
    run: async (db, operation, id, body: Static<typeof Snooze>, version) => {
      const until = readInstant("body/until", body.until ?? undefined) ?? null;
      return (await snoozeStack(db, operation, id, { until, version })).id;
    },
  });
  addAct(app, desk, {
    ...{ name: "merge", summary: "Say that other stories are this one", body: Merge },
    run: async (db, operation, id, body: Static<typeof Merge>, version) =>
      (await mergeStacks(db, operation, id, { others: body.stacks, version })).id,
  });
  addAct(app, desk, {
    name: "split",
    summary: "Say that some candidates are another story: answers the new stack",
    body: Split,
    run: async (db, operation, id, body: Static<typeof Split>, version) =>
      (await splitStack(db, operation, id, { candidates: body.candidates, version })).made.id,
  });
}

type Act<Body> = {
  name: string;
  summary: string;
  body: TObject;
  /** Answers the number of the stack to show. */
  run: (
    db: Db,
    operation: Operation,
    id: number,
    body: Body,
    version: number | undefined,
  ) => Promise<number>;
};

/** Each is one operation in one transaction; the answer's header `operation` undoes it. */
function addAct<Body>(app: Server, desk: Desk, { name, summary, body, run }: Act<Body>): void {
  app.post(
    `/api/stacks/:id/${name}`,
    {
      schema: {
        operationId: `${name}Stack`,
        summary,
        tags: ["stacks"],
        params: StackId,
        headers: IfMatch,
        body,
        response: { 200: { ...WholeStack, headers: operationHeaders }, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { id } = request.params as Static<typeof StackId>;
      const actor: Actor = actorOf(request);
      const version = versionSeen(request);
      const { result, operation } = await operate(desk, actor, name, (db, operation) =>
        run(db, operation, id, request.body as Body, version),
      );
      const whole = await showWhole(desk.db, result);
      tagReply(reply, whole.stack.version);
      tellOperation(reply, operation);
      return whole;
    },
  );
}
