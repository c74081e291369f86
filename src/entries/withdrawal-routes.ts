// Correcting and taking back what is public, and giving up what is not.

import { Type } from "typebox";
import { actorOf } from "#http/actor.ts";
import { IfMatch, versionSeen } from "#http/precondition.ts";
import type { Server } from "#http/server.ts";
import { correctEntry } from "./correct.ts";
import { discardEntry } from "./discard.ts";
import type { Desk } from "./draft.ts";
import { requireLine } from "./read-text.ts";
import { answerDone, answerMade, EntryId, madeResponse, response, tags } from "./shared-routes.ts";
import { withdrawEntry } from "./withdraw.ts";

const Reason = Type.String({ minLength: 1, maxLength: 1000 });
const closed = { additionalProperties: false } as const;
const Correction = Type.Object(
  { reason: Reason },
  { ...closed, examples: [{ reason: "艦艇の数を誤っていた。" }] },
);
const Withdrawal = Type.Object(
  { reason: Reason },
  { ...closed, examples: [{ reason: "元の報道が取り消された。" }] },
);
const Discarding = Type.Object(
  { reason: Type.Optional(Reason) },
  { ...closed, examples: [{ reason: "The report was about another port." }] },
);

export function addWithdrawalRoutes(app: Server, desk: Desk): void {
  app.post(
    "/api/entries/:id/correct",
    {
      schema: {
        operationId: "correctEntry",
        summary: "Open a correction of a published entry: a draft beside the public text",
        tags,
        params: EntryId,
        body: Correction,
        response: madeResponse,
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const done = await correctEntry(
        desk,
        actorOf(request),
        params.id,
        requireLine("reason", body.reason),
      );
      return answerMade(desk.db, reply, done);
    },
  );

  app.post(
    "/api/entries/:id/withdraw",
    {
      schema: {
        operationId: "withdrawEntry",
        summary: "Take back a published entry; readers are told the reason, its id stays",
        tags,
        params: EntryId,
        headers: IfMatch,
        body: Withdrawal,
        response,
      },
    },
    async (request, reply) => {
      const withdrawal = {
        reason: requireLine("reason", request.body.reason),
        version: versionSeen(request),
      };
      const done = await withdrawEntry(desk, actorOf(request), request.params.id, withdrawal);
      return answerDone(desk.db, reply, done);
    },
  );

  app.post(
    "/api/entries/:id/discard",
    {
      schema: {
        operationId: "discardEntry",
        summary: "Give up what is not public; the story it came from is new again",
        tags,
        params: EntryId,
        headers: IfMatch,
        body: Discarding,
        response,
      },
    },
    async (request, reply) => {
      const { reason } = request.body;
      const version = versionSeen(request);
      const discarding = {
        reason: reason === undefined ? reason : requireLine("reason", reason),
        version,
      };
      const done = await discardEntry(desk, actorOf(request), request.params.id, discarding);
      return answerDone(desk.db, reply, done);
    },
  );
}
