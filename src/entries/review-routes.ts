// The way from draft to public.

import { Type } from "typebox";
import { type Actor, actorOf } from "#http/actor.ts";
import { IfMatch, versionSeen, versionWanted } from "#http/precondition.ts";
import type { Server } from "#http/server.ts";
import type { Done } from "./change.ts";
import type { Desk } from "./draft.ts";
import { requireLine } from "./read-text.ts";
import { approveEntry, publishEntry, requestChanges, submitEntry } from "./review.ts";
import { answerDone, EntryId, response, tags } from "./shared-routes.ts";

const Changes = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 1000 }) },
  { additionalProperties: false, examples: [{ reason: "The second date is missing." }] },
);

export function addReviewRoutes(app: Server, desk: Desk): void {
  addAct(app, desk, "submit", "Submit for review; gives the claim back", {
    version: versionSeen,
    run: submitEntry,
  });
  addAct(app, desk, "approve", "Approve the version seen: gives the archive id", {
    version: versionWanted,
    run: approveEntry,
  });
  const publishing =
    "Publish; a correction goes onto its entry, which is the answer; repeating it is harmless";
  addAct(app, desk, "publish", publishing, { version: versionSeen, run: publishEntry });

  app.post(
    "/api/entries/:id/request-changes",
    {
      schema: {
        operationId: "requestChanges",
        summary: "Send back to the writer",
        tags,
        params: EntryId,
        body: Changes,
        response,
      },
    },
    async (request, reply) => {
      const reason = requireLine("reason", request.body.reason);
      const done = await requestChanges(desk, actorOf(request), request.params.id, reason);
      return answerDone(desk.db, reply, done);
    },
  );
}

type Act<Version> = {
  /** Of If-Match: needed, or not. */
  version: (request: Parameters<typeof versionSeen>[0]) => Version;
  run: (desk: Desk, actor: Actor, ref: string, version: Version) => Promise<Done>;
};

function addAct<Version>(
  app: Server,
  desk: Desk,
  act: string,
  summary: string,
  { version, run }: Act<Version>,
): void {
  app.post(
    `/api/entries/:id/${act}`,
    {
      schema: {
        operationId: `${act}Entry`,
        summary,
        tags,
        params: EntryId,
        headers: IfMatch,
        response,
      },
    },
    async (request, reply) => {
      const done = await run(desk, actorOf(request), request.params.id, version(request));
      return answerDone(desk.db, reply, done);
    },
  );
}
