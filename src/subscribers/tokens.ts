// Links that readers get by mail carry who they are and what they allow, signed; nothing is stored.

import { createHmac, timingSafeEqual } from "node:crypto";

export type Purpose = "confirm" | "unsubscribe";

/**
 * `{purpose}.{id}.{time}.{mac}`, safe in a URL. `time` is the moment of signing in seconds, to the
 * base 36; empty for a token that never ends and is the same every time. The secret must have at
 * least 32 characters.
 */
export function writeToken(
  secret: string,
  token: { purpose: Purpose; id: string; at: Temporal.Instant | null },
): string {
  const time = token.at ? Math.floor(token.at.epochMilliseconds / 1000).toString(36) : "";
  const claim = `${token.purpose}.${token.id}.${time}`;
  return `${claim}.${mac(secret, claim)}`;
}

/** What a token says; null where it was not signed with the secret for that purpose. */
export function readToken(
  secret: string,
  purpose: Purpose,
  token: string,
): { id: string; at: Temporal.Instant | null } | null {
  const match = /^(([a-z]+)\.([0-9a-f-]{36})\.([0-9a-z]{0,8}))\.([\w-]{32})$/.exec(token);
  if (!match) return null;
  const [, claim = "", written, id = "", time = "", signature = ""] = match;
  if (written !== purpose || !isSame(signature, mac(secret, claim))) return null;
  return { id, at: time === "" ? null : instantOf(Number.parseInt(time, 36)) };
}

/** 192 bits of HMAC-SHA-256: short enough for one line of a mail. */
function mac(secret: string, claim: string): string {
  const hash = createHmac("sha256", secret).update(`reader-token\n${claim}`).digest();
  return hash.subarray(0, 24).toString("base64url");
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function instantOf(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
}
