import { Type } from "typebox";
import { Problem } from "#base/problem.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { listSources } from "#sources/store.ts";
import { type Gather, gather } from "./gather.ts";

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

/** Polling by hand; it stays conditional, and what came of it is the answer. */
export function addPollRoutes(app: Server, polling: Gather): void {
  app.post(
    "/api/sources/:id/poll",
    {
      schema: {
        operationId: "pollSource",
        summary: "Poll a source now",
        tags: ["sources"],
        params: Type.Object({ id: Type.String({ maxLength: 60, examples: ["mod-japan"] }) }),
        response: { 200: PolledSchema, ...problemResponses },
      },
    },
    async ({ params: { id } }) => {
      const known = (await listSources(polling.db)).find(({ source }) => source.id === id);
      if (!known || known.source.retiredAt) {
        throw new Problem("not-found", `There is no source ${id}.`);
      }
      if (known.source.kind !== "feed") {
        throw new Problem(
          "not-ready",
          `Source ${id} is a ${known.source.kind}; only feeds can be polled.`,
        );
      }
      const [polled] = await gather(polling, [id]);
      if (!polled) throw new Problem("conflict", `Source ${id} is being polled at this moment.`);
      return polled;
    },
  );
}
