import { Type } from "typebox";
import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { findFailure, listDays } from "./log-store.ts";
import { daysShown, pollReport } from "./report.ts";
import { requireSource } from "./require-source.ts";
import {
  PolledSourceSchema,
  SourceSchema,
  showReport,
  showSource,
  sourceExample,
} from "./schema.ts";
import { listSources } from "./store.ts";

const tags = ["sources"];
const SourceId = Type.Object({
  id: Type.String({ maxLength: 60, description: "The source's id.", examples: ["mod-japan"] }),
});

export function addSourceRoutes(app: Server, { db, clock }: { db: Db; clock: Clock }): void {
  app.addSchema(SourceSchema);

  app.get(
    "/api/sources",
    {
      schema: {
        operationId: "listSources",
        summary: "Every source, its state and its last poll",
        tags,
        response: {
          200: Type.Object(
            { items: Type.Array(Type.Ref("Source#")) },
            { examples: [{ items: [sourceExample] }] },
          ),
          ...problemResponses,
        },
      },
    },
    async () => ({ items: (await listSources(db)).map(showSource) }),
  );

  app.get(
    "/api/sources/:id",
    {
      schema: {
        operationId: "getSource",
        summary: "One source and its last thirty days",
        tags,
        params: SourceId,
        response: { 200: PolledSourceSchema, ...problemResponses },
      },
    },
    async ({ params: { id } }) => {
      const found = await requireSource(db, id);
      const today = clock().toZonedDateTimeISO("UTC").toPlainDate();
      const days = await listDays(db, id, today.subtract({ days: daysShown - 1 }));
      return showReport(found, pollReport(days, today));
    },
  );

  app.get(
    "/api/sources/:id/failure",
    {
      schema: {
        operationId: "getSourceFailure",
        summary: "The first 64 KiB of what could not be read, as a file",
        tags,
        params: SourceId,
        produces: ["application/octet-stream"],
        response: {
          200: {
            description: "The bytes as they came.",
            content: {
              "application/octet-stream": { schema: { type: "string", examples: ["<html>…"] } },
            },
          },
          ...problemResponses,
        },
      },
    },
    async ({ params: { id } }, reply) => {
      await requireSource(db, id);
      const failure = await findFailure(db, id);
      if (!failure) throw new Problem("not-found", `Source ${id} has not failed on what it sent.`);
      // A hostile page must be looked at, never run.
      reply.header("content-disposition", `attachment; filename="${id}-failure.bin"`);
      reply.type("application/octet-stream");
      return reply.serializer((bytes: unknown) => bytes as string).send(Buffer.from(failure.bytes));
    },
  );
}
