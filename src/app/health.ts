// For whoever watches the process: is it alive, and is it of use?

import { sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { Server } from "#http/server.ts";

export function addHealthRoutes(app: Server, db: Db): void {
  app.get("/healthz", { schema: { hide: true } }, (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "ok" }),
  );
  // Until the database answers, no request should be sent here.
  app.get("/readyz", { schema: { hide: true } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    try {
      await db.execute(sql`select 1`);
      return { status: "ok" };
    } catch (err) {
      request.log.warn({ err }, "database not ready");
      return reply.code(503).header("retry-after", "5").send({ status: "database not ready" });
    }
  });
}
