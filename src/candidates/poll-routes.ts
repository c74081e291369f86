// Polling by hand: what gathers and stores is here, so its routes are too.

import { Type } from "typebox";
import { Problem } from "#base/problem.ts";
import { actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { requireSource } from "#sources/require-source.ts";
import { showSource } from "#sources/schema.ts";
import { type Gather, gather } from "./gather.ts";
import { pauseSource } from "./pause.ts";

const tags = ["sources"];
const SourceId = Type.Object({ id: Type.String({ maxLength: 60, examples: ["mod-japan"] }) });

const PolledSchema = Type.Object(
  {
    source: Type.String(),
    outcome: Type.String(),
    detail: Type.Union([Type.String(), Type.Null()]),
    items: Type.Integer({ description: "What the source holds now." }),
    added: Type.Integer({ description: "New candidates." }),
    changed: Type.Integer({ description: "Candidates that the source has changed." }),
  },
  {
    examples: [
      { source: "mod-japan", outcome: "ok", detail: null, items: 50, added: 2, changed: 0 },
    ],
  },
);

export function addPollRoutes(app: Server, polling: Gather): void {
  app.post(
    "/api/sources/:id/poll",
    {
      schema: {
        operationId: "pollSource",
        summary: "Poll a source now; it stays conditional and waits for its host",
        tags,
        params: SourceId,
        response: { 200: PolledSchema, ...problemResponses },
      },
    },
    async ({ params: { id } }) => {
      const { source, state } = await requireSource(polling.db, id);
      if (!state.active) {
        const why = state.pausedWhy ?? source.reason ?? "it is no longer in the configuration";
        throw new Problem("not-ready", `Source ${id} is not polled: ${why}.`);
      }
      const [polled] = await gather(polling, { only: [id] });
      if (!polled) throw new Error(`source ${id} was neither polled nor held`);
      return polled;
    },
  );
  for (const act of ["pause", "resume"] as const) addPauseRoute(app, polling, act);
}

function addPauseRoute(app: Server, { db, clock }: Gather, act: "pause" | "resume"): void {
  app.post(
    `/api/sources/:id/${act}`,
    {
      schema: {
        operationId: `${act}Source`,
        summary: act === "pause" ? "Poll it no more until resumed" : "Poll it again, at once",
        tags,
        params: SourceId,
        response: { 200: Type.Ref("Source#"), ...problemResponses },
      },
    },
    async (request) =>
      showSource(await pauseSource(db, clock, actorOf(request), request.params.id, act)),
  );
}
