import { createHash, createHmac } from "node:crypto";

/**
 * `<d.{issue}.{20 letters}@{domain}>`: the same for every attempt at one delivery, and telling
 * nobody without the secret who the reader is.
 */
export function messageId(
  secret: string,
  { issue, delivery }: { issue: string; delivery: string },
  domain: string,
): string {
  const hash = createHmac("sha256", secret).update(`message-id\n${issue}\n${delivery}`).digest();
  return `<d.${issue}.${base32(hash).slice(0, 20)}@${domain}>`;
}

/** For the MIME boundary: the same for the same message; nodemailer adds an "_", not in base64. */
export function boundaryOf(messageId: string): string {
  return createHash("sha256").update(messageId).digest("hex").slice(0, 24);
}

/** RFC 4648 §6 in lower case, without padding. */
function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{5}/g) ?? [];
  return fives.map((five) => "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(five, 2)]).join("");
}
