// What anybody may send costs us a mail each time, so one client sends few. Counted in each replica.

import rateLimit from "@fastify/rate-limit";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Problem } from "#base/problem.ts";
import type { Server } from "./server.ts";

type Limit = { max: number; minutes: number; of: readonly string[] };

const limits: readonly Limit[] = [
  { max: 10, minutes: 60, of: ["POST /api/subscribers", "POST /subscribe"] },
  // Asking for a link and spending it: an office may share one address.
  { max: 60, minutes: 60, of: ["POST /sign-in"] },
  // One that reads many feeds renews them all at once; each has us call an address that it named.
  { max: 200, minutes: 60, of: ["POST /websub"] },
];

type Check = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** A client is an IPv4 address, or a /64 of IPv6; behind a proxy that takes `trustProxy`. */
export function limitClients(server: Server): void {
  void server.register(rateLimit, { global: false });
  const checks = new Map<string, Check>();
  server.addHook("onReady", async () => {
    for (const limit of limits) {
      const check = checkOf(server, limit);
      for (const route of limit.of) checks.set(route, check);
    }
  });
  server.addHook("onRequest", async (request, reply) => {
    await checks.get(`${request.method} ${request.routeOptions.url}`)?.(request, reply);
  });
}

function checkOf(server: Server, { max, minutes }: Limit): Check {
  const count = server.createRateLimit({ max, timeWindow: minutes * 60_000 });
  return async (request, reply) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header("retry-after", String(counted.ttlInSeconds));
    throw new Problem(
      "too-many-requests",
      `Only ${max} of these are taken in ${minutes} minutes; try again in ${Math.ceil(counted.ttlInSeconds / 60)}.`,
    );
  };
}
