// Errors as answers: RFC 9457 under /api, a plain sentence elsewhere.

import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { Problem, type ProblemPart, type ProblemType, problems } from "#base/problem.ts";
import { underApi } from "./under-api.ts";

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: "A stable name; see /problems/{name}." }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: "What, where, and what would be right." }),
    errors: Type.Optional(Type.Array(Type.Object({ at: Type.String(), message: Type.String() }))),
  },
  { $id: "Problem", additionalProperties: true },
);

/** What any thrown value is to the client; a bug is logged with its cause and tells nothing. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = asProblem(error);
  if (problem.type === "internal-error") request.log.error({ err: error }, "request failed");
  sendProblem(problem, request, reply);
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  reply.code(problem.status).header("cache-control", "no-store");
  if (problem.status === 401) reply.header("www-authenticate", 'Bearer realm="kawaraban"');
  if (problem.status === 503) reply.header("retry-after", "60");
  if (!underApi(request.url)) {
    void reply.type("text/plain; charset=utf-8").send(`${problem.message}\n`);
    return;
  }
  void reply
    .type("application/problem+json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(problemDocument(problem));
}

export function problemDocument(problem: Problem): Static<typeof ProblemSchema> {
  return {
    type: `/problems/${problem.type}`,
    title: problems[problem.type].title,
    status: problem.status,
    detail: problem.message,
    ...(problem.parts.length > 0 ? { errors: [...problem.parts] } : {}),
    ...problem.extra,
  };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { validation, validationContext, statusCode, message } = error as FastifyError;
  if (validation) return invalidInput(validation, validationContext ?? "body");
  const type = statusCode === undefined ? undefined : frameworkFaults[statusCode];
  if (type) return new Problem(type, message.endsWith(".") ? message : `${message}.`);
  return new Problem("internal-error", "Something broke here; it has been logged.");
}

/** Fastify's own refusals, by the status it gives them. */
const frameworkFaults: Partial<Record<number, ProblemType>> = {
  400: "bad-request",
  404: "not-found",
  405: "method-not-allowed",
  413: "too-large",
  414: "bad-request",
  415: "unsupported-media-type",
  429: "too-many-requests",
  503: "unavailable",
};

function invalidInput(faults: NonNullable<FastifyError["validation"]>, where: string): Problem {
  const parts: ProblemPart[] = faults.map((fault) => ({
    at: `${where}${fault.instancePath}${missingName(fault.params)}`,
    message: fault.message ?? "is not right",
  }));
  const first = parts[0];
  const rest = parts.length > 1 ? ` (and ${parts.length - 1} more)` : "";
  return new Problem("invalid-input", `${first?.at} ${first?.message}${rest}.`, { parts });
}

function missingName(params: Record<string, unknown>): string {
  const name = params.missingProperty ?? params.additionalProperty;
  return typeof name === "string" ? `/${name}` : "";
}
