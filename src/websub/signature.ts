import { createHmac } from "node:crypto";

/** The value of X-Hub-Signature: W3C WebSub §7.1. */
export function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
