// One request to an address that somebody has given us: through the address guard, and no redirect is
// followed.

import type { Dispatcher } from "undici";
import { headerOf } from "./answer.ts";
import { readBody } from "./body.ts";
import { exchange } from "./exchange.ts";
import { failureOf } from "./failure.ts";
import type { NetLimits } from "./limits.ts";
import type { UnreachableReason } from "./outcome.ts";

export type Call = {
  method: "GET" | "POST";
  /** Absolute http or https address. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
};

export type Called =
  /** `text` is the body of a 2xx to a GET; else it is not read. */
  | { outcome: "answer"; status: number; retryAfter: string | null; text: string }
  | { outcome: "timeout" | "too-large" | "refused-address"; detail: string }
  | { outcome: "unreachable"; reason: UnreachableReason; detail: string };

/** Never throws for what the network or the server does. */
export async function callOnce(
  call: Call,
  { agent, limits }: { agent: Dispatcher; limits: NetLimits },
): Promise<Called> {
  const wants = ({ status }: { status: number }): boolean => call.method === "GET" && isOk(status);
  try {
    const { url, headers, method, body } = call;
    const ask = { url: new URL(url), method, body, wants, leftMs: limits.totalMs, limits };
    const response = await exchange(agent, {
      ...ask,
      headers: { ...headers, "accept-encoding": "identity" },
    });
    const { status } = response;
    const retryAfter = headerOf(response, "retry-after");
    if (!wants(response)) return { outcome: "answer", status, retryAfter, text: "" };
    const coding = headerOf(response, "content-encoding");
    const read = await readBody(response, coding, limits.maxBytes);
    if ("fault" in read) return failureOf(read.fault);
    const text = Buffer.from(read.bytes).toString("utf8");
    return { outcome: "answer", status, retryAfter, text };
  } catch (error) {
    return failureOf(error);
  }
}

export function isOk(status: number): boolean {
  return status >= 200 && status < 300;
}
