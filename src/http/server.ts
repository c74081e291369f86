// The Fastify instance every slice adds its routes to.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
  type RawServerDefault,
} from "fastify";
import type { Logger } from "pino";
import { Problem } from "#base/problem.ts";
import { refuseBrokenText } from "./broken-text.ts";
import { acceptJson } from "./json-body.ts";
import { limitClients } from "./limits.ts";
import { rememberMethods } from "./methods-at.ts";
import { ProblemSchema, sendError, sendProblem } from "./problem-reply.ts";
import { underApi } from "./under-api.ts";
import { buildValidator } from "./validator.ts";

export type Server = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

const bodyLimit = 1024 * 1024;

export type ServerOptions = {
  /**
   * Whose X-Forwarded-For is believed: nobody's (false), anybody's (true), or that of these addresses
   * and CIDR ranges, separated by commas.
   */
  trustProxy?: boolean | string;
  /** What a browser is shown at an address of nothing; others are told in a sentence. */
  missingPage?: MissingPage;
};

export type MissingPage = (path: string) => { markup: string; headers: Record<string, string> };

export function createServer(
  log: Logger,
  { trustProxy = false, missingPage }: ServerOptions = {},
): Server {
  const server: Server = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // One line per outcome, written below; feed hits would drown the log.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: 60_000,
    forceCloseConnections: "idle",
    trustProxy,
    schemaController: { compilersFactory: { buildValidator } },
    // Of an address that cannot be read, before there is a route.
    frameworkErrors: sendError,
  }).withTypeProvider<TypeBoxTypeProvider>();
  server.decorateRequest("actor", null);
  server.addSchema(ProblemSchema);
  server.setErrorHandler(sendError);
  acceptJson(server);
  refuseBrokenText(server);
  limitClients(server);
  const methodsAt = rememberMethods(server);
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const methods = methodsAt(path);
    if (methods.length === 0 || methods.includes(request.method)) {
      if (missingPage && isReader(request)) return showMissing(reply, missingPage(path));
      sendProblem(new Problem("not-found", `There is nothing at ${path}.`), request, reply);
      return undefined;
    }
    const allow = methods.join(", ");
    const detail = `${path} does not take ${request.method}, only ${allow}.`;
    sendProblem(new Problem("method-not-allowed", detail), request, reply.header("allow", allow));
    return undefined;
  });
  server.addHook("onSend", async (_request, reply) => {
    reply.header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "strict-origin-when-cross-origin");
  });
  server.addHook("onResponse", async (request, reply) => {
    if (!underApi(request.url)) return;
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

/** Browsers name HTML; programs and feed readers take anything. */
function isReader({ method, url, headers }: FastifyRequest): boolean {
  const isRead = method === "GET" || method === "HEAD";
  return isRead && !underApi(url) && (headers.accept ?? "").includes("text/html");
}

function showMissing(
  reply: FastifyReply,
  { markup, headers }: ReturnType<MissingPage>,
): FastifyReply {
  return reply
    .code(404)
    .headers({ ...headers, vary: "accept" })
    .type("text/html; charset=utf-8")
    .send(markup);
}
