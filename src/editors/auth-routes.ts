// The part of better-auth that is served under /api/auth/. All else it has is not there (404).

import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Problem, type ProblemType } from "#base/problem.ts";
import type { Server } from "#http/server.ts";
import type { Auth } from "./auth.ts";
import { authHeaders } from "./auth-headers.ts";
import { EmailAddress } from "./schemas.ts";

/** Links are spent at /sign-in only: better-auth spends them by GET, which mail scanners do too. */
export function addAuthRoutes(server: Server, { auth, url }: { auth: Auth; url: string }): void {
  const hidden = { hide: true };
  const body = Type.Object({ email: EmailAddress }, { additionalProperties: false });
  server.post("/api/auth/sign-in/magic-link", { schema: { ...hidden, body } }, answer);
  server.get("/api/auth/get-session", { schema: hidden }, answer);
  server.post("/api/auth/sign-out", { schema: hidden }, answer);
  server.addHook("onClose", () => auth.settled());

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const init: RequestInit = { method: request.method, headers: authHeaders(request) };
    if (request.body) init.body = JSON.stringify(request.body);
    const response = await auth.handle(new Request(new URL(request.url, url), init));
    if (!response.ok) throw await problemOf(response);
    response.headers.forEach((value, name) => {
      if (name !== "set-cookie") reply.header(name, value);
    });
    return sendCookies(reply, response.headers.getSetCookie()).send(await response.text());
  }
}

export function sendCookies(reply: FastifyReply, cookies: readonly string[]): FastifyReply {
  return cookies.length > 0 ? reply.header("set-cookie", [...cookies]) : reply;
}

const problemTypes: Partial<Record<number, ProblemType>> = {
  401: "sign-in-needed",
  403: "not-allowed",
  404: "not-found",
  429: "too-many-requests",
};

async function problemOf(response: Response): Promise<Problem> {
  const type = problemTypes[response.status] ?? (response.status < 500 ? "bad-request" : undefined);
  const { message } = (await response.json().catch(() => ({}))) as { message?: string };
  if (type === undefined) throw new Error(`better-auth answered ${response.status}: ${message}`);
  return new Problem(type, message ?? "Signing in was refused.");
}
