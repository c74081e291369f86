// Optimistic locking by RFC 9110 §13: the version of a thing is its strong ETag.

import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Problem } from "#base/problem.ts";

/** For `headers` of an act that may or must name the version it saw. */
export const IfMatch = Type.Object({
  "if-match": Type.Optional(
    Type.String({ description: "The ETag you last saw.", examples: ['"v1"'] }),
  ),
});

function versionTag(version: number): string {
  return `"v${version}"`;
}

/** The version in If-Match. Absent: 428 (RFC 6585). Not one of ours: 412. */
export function versionWanted(request: FastifyRequest): number {
  const header = request.headers["if-match"];
  if (header === undefined) {
    throw new Problem("version-needed", 'Send If-Match with the ETag you last saw, e.g. "v3".');
  }
  const version = /^\s*"v([1-9]\d{0,8})"\s*$/.exec(header)?.[1];
  if (version === undefined) {
    throw new Problem("stale-version", `If-Match ${header} is not a version; it looks like "v3".`);
  }
  return Number(version);
}

export function tagReply(reply: FastifyReply, version: number): void {
  reply.header("etag", versionTag(version));
}

/** For acts that may name the version they saw: undefined where they do not. */
export function versionSeen(request: FastifyRequest): number | undefined {
  return request.headers["if-match"] === undefined ? undefined : versionWanted(request);
}
