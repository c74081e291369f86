// /sign-in and /sign-out: forms that work without a script.

import type { FastifyReply, FastifyRequest } from "fastify";
import type { Language } from "#base/archive.ts";
import { Problem } from "#base/problem.ts";
import { acceptForms, formOf } from "#http/form.ts";
import { pageHeaders } from "#http/page-headers.ts";
import type { Server } from "#http/server.ts";
import { type Auth, hasSessionCookie } from "./auth.ts";
import { authHeaders } from "./auth-headers.ts";
import { sendCookies } from "./auth-routes.ts";
import { isSafeFromForgery } from "./same-origin.ts";
import { type Frame, type SignInView, signInPage } from "./sign-in-page.ts";

type SignIn = { auth: Auth; url: string; language: Language; frame: Frame };

export function addSignInRoutes(server: Server, { auth, url, language, frame }: SignIn): void {
  void server.register((scope, _options, done) => {
    acceptForms(scope);
    scope.addHook("onRequest", async (request) => {
      if (!isSafeFromForgery(request, url)) {
        throw new Problem("not-allowed", `This form is taken from pages of ${url} only.`);
      }
    });

    scope.get("/sign-in", async (request, reply) => {
      // A GET never spends the token: mail scanners open every link.
      const { token } = request.query as { token?: unknown };
      if (typeof token === "string" && token !== "") return show(reply, { kind: "confirm", token });
      return show(reply, await whoIsHere(request));
    });

    scope.post("/sign-in", async (request, reply) => {
      const form = formOf(request);
      const token = form.get("token");
      if (token !== null) return spend(token, request, reply);
      return ask(form.get("address")?.trim() ?? "", request, reply);
    });

    scope.post("/sign-out", async (request, reply) => {
      return sendCookies(reply, await auth.signOut(authHeaders(request))).redirect("/sign-in", 303);
    });
    done();
  });

  function show(reply: FastifyReply, view: SignInView, status = 200): FastifyReply {
    return reply
      .code(status)
      .type("text/html; charset=utf-8")
      .headers({ ...pageHeaders, "cache-control": "no-store", "x-robots-tag": "noindex" })
      .send(signInPage(view, language, frame));
  }

  async function whoIsHere(request: FastifyRequest): Promise<SignInView> {
    if (!hasSessionCookie(request.headers.cookie)) return { kind: "ask" };
    const actor = await auth.findActorBySession(authHeaders(request));
    return actor ? { kind: "signed-in", name: actor.name, role: actor.role } : { kind: "ask" };
  }

  async function spend(token: string, request: FastifyRequest, reply: FastifyReply) {
    const cookies = await auth.signIn(token, authHeaders(request));
    if (!cookies) return show(reply, { kind: "bad-link" }, 400);
    return sendCookies(reply, cookies).redirect("/sign-in", 303);
  }

  /** Through better-auth's own endpoint, whose rate limit counts a client's tries in both places. */
  async function ask(email: string, request: FastifyRequest, reply: FastifyReply) {
    const headers = authHeaders(request);
    headers.set("content-type", "application/json");
    headers.set("origin", new URL(url).origin);
    const body = JSON.stringify({ email });
    const endpoint = `${url}/api/auth/sign-in/magic-link`;
    const answer = await auth.handle(new Request(endpoint, { method: "POST", headers, body }));
    if (answer.status === 200) return show(reply, { kind: "asked" });
    if (answer.status === 429) return show(reply, { kind: "too-many" }, 429);
    if (answer.status === 400) return show(reply, { kind: "bad-address" }, 400);
    throw new Error(`better-auth answered ${answer.status} to a sign-in form`);
  }
}
