// The Fastify instance every slice adds its routes to.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  fastify,
  LogController,
  type RawServerDefault,
} from "fastify";
import type { Logger } from "pino";
import { Problem } from "#base/problem.ts";
import { ProblemSchema, sendError, sendProblem } from "./problem-reply.ts";

export type Server = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

const bodyLimit = 1024 * 1024;

export function createServer(log: Logger): Server {
  const server: Server = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // One line per outcome, written below; feed hits would drown the log.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: 60_000,
    forceCloseConnections: "idle",
    // Unknown members are refused, not dropped, and every fault is told at once.
    ajv: { customOptions: { removeAdditional: false, allErrors: true, coerceTypes: "array" } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  server.decorateRequest("actor", null);
  server.addSchema(ProblemSchema);
  server.setErrorHandler(sendError);
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    sendProblem(new Problem("not-found", `There is nothing at ${path}.`), request, reply);
  });
  server.addHook("onSend", async (_request, reply) => {
    reply.header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "strict-origin-when-cross-origin");
  });
  server.addHook("onResponse", async (request, reply) => {
    if (!request.url.startsWith("/api/")) return;
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        actor: request.actor?.id,
      },
      "request answered",
    );
  });
  return server;
}
