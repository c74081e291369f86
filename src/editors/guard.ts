// Holds the access table against the routes, and every request against the table.

import type { FastifyRequest } from "fastify";
import { Problem } from "#base/problem.ts";
import { hasRole, type Role } from "#http/actor.ts";
import type { Server } from "#http/server.ts";
import { access } from "./access.ts";
import type { FindActor } from "./find-actor.ts";
import { type Rules, ruleKey, underApi } from "./rules.ts";
import { isSafeFromForgery } from "./same-origin.ts";

export type Guard = {
  findActor: FindActor;
  /** PUBLIC_URL: where a change made with a session must come from. */
  url: string;
  /** The whole table; a test of one slice gives a part of it. */
  rules?: Rules;
};

/**
 * Call it before any route is registered. Registering a route under /api without a rule throws;
 * a rule without a route makes `server.ready()` fail.
 */
export function addGuard(server: Server, { findActor, url, rules = access }: Guard): void {
  const unused = new Set(Object.keys(rules));

  server.addHook("onRoute", ({ method, url: path }) => {
    if (!underApi(path)) return;
    for (const one of [method].flat()) {
      const key = ruleKey(rules, one, path);
      if (key === undefined) throw new Error(`no rule in access.ts for ${one} ${path}`);
      unused.delete(key);
    }
  });

  server.addHook("onReady", async () => {
    if (unused.size > 0) throw new Error(`no route for these rules: ${[...unused].join(", ")}`);
  });

  // Before the body is read: nobody without the right learns what a valid one looks like.
  server.addHook("onRequest", async (request) => {
    const path = request.routeOptions.url;
    if (request.is404 || path === undefined || !underApi(path)) return;
    const key = ruleKey(rules, request.method, path);
    const rule = (key && rules[key]) || "admin";
    if (rule !== "anyone") request.actor = await admit(request, rule);
  });

  async function admit(request: FastifyRequest, role: Role) {
    const found = await findActor(request);
    if (!found) throw new Problem("sign-in-needed", "Sign in or send an API key.");
    const { actor, by } = found;
    if (by === "session" && !isSafeFromForgery(request, url)) {
      throw new Problem(
        "not-allowed",
        `With a session, changes are taken from pages of ${url} only.`,
      );
    }
    if (!hasRole(actor, role)) {
      throw new Problem("not-allowed", `This asks for the role ${role}; yours is ${actor.role}.`);
    }
    return actor;
  }
}
