// Who sent a request. `editors/` finds out; every other slice only reads it.

import type { FastifyRequest } from "fastify";
import { Problem } from "#base/problem.ts";

/** Each role may do what the ones before it may. */
export const roles = ["editor", "approver", "admin"] as const;
export type Role = (typeof roles)[number];

export type Actor = {
  /** Stable and shown in the audit trail: `person:ID` or `key:ID`. */
  id: string;
  name: string;
  role: Role;
};

declare module "fastify" {
  interface FastifyRequest {
    actor: Actor | null;
  }
}

/** The actor of a route that asks for a role; the guard has already refused anybody else. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Problem("sign-in-needed", "Sign in or send an API key.");
  return request.actor;
}

export function hasRole(actor: Actor, role: Role): boolean {
  return roles.indexOf(actor.role) >= roles.indexOf(role);
}
