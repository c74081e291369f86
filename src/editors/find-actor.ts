// Who sends a request: a program by its key, or a person by their session.

import type { FastifyRequest } from "fastify";
import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Actor } from "#http/actor.ts";
import { type Auth, hasSessionCookie } from "./auth.ts";
import { authHeaders } from "./auth-headers.ts";
import { findActorByKey } from "./keys.ts";

export type Found = { actor: Actor; by: "key" | "session" };
export type FindActor = (request: FastifyRequest) => Promise<Found | null>;

/**
 * A key goes before a cookie. Null where there is neither, or the session is over; throws Problem
 * "sign-in-needed" for a key that does not hold.
 */
export function actorFinder({ db, auth, clock }: { db: Db; auth: Auth; clock: Clock }): FindActor {
  return async (request) => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
      const actor = key === undefined ? null : await findActorByKey(db, key, clock());
      if (!actor) throw new Problem("sign-in-needed", "This API key is not known, or was revoked.");
      return { actor, by: "key" };
    }
    if (!hasSessionCookie(cookie)) return null;
    const actor = await auth.findActorBySession(authHeaders(request));
    return actor && { actor, by: "session" };
  };
}
