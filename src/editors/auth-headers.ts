import type { FastifyRequest } from "fastify";
import { clientAddressHeader } from "./better-auth.ts";

const passedOn = [
  "content-type",
  "cookie",
  "origin",
  "referer",
  "sec-fetch-dest",
  "sec-fetch-mode",
  "sec-fetch-site",
  "user-agent",
] as const;

/** What better-auth may know of a request; the client's address as Fastify sees it, never as told. */
export function authHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ [clientAddressHeader]: request.ip });
  for (const name of passedOn) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}
