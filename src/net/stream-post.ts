// One POST whose answer is read as it comes, to a server that the operator has named. It may be a
// private one; but it is that origin alone, since a pool connects nowhere else and no redirect is
// followed.

import { type Dispatcher, Pool } from "undici";
import { discard, headerOf } from "./answer.ts";
import { tooLargeCode } from "./body.ts";
import { failureOf } from "./failure.ts";
import { refuseFlood } from "./informational.ts";
import type { UnreachableReason } from "./outcome.ts";

export type StreamLimits = {
  connectMs: number;
  /** Before the answer begins, and between two arrivals of bytes; milliseconds. */
  idleMs: number;
  totalMs: number;
  maxBytes: number;
};

export type StreamRequest = {
  /** Absolute http or https address. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Gives the request up, connection and all. */
  signal: AbortSignal;
  /** Called with the body as it comes, where the status is 200; may give up by the signal. */
  onBytes: (bytes: Uint8Array, contentType: string) => void;
  limits: StreamLimits;
};

/** `head`: the first 16 KiB of an answer that was none. */
export type StreamOutcome =
  | { outcome: "ok" }
  | { outcome: "status"; status: number; retryAfter: string | null; head: string }
  | { outcome: "aborted" }
  | { outcome: "timeout" | "too-large" | "refused-address"; detail: string }
  | { outcome: "unreachable"; reason: UnreachableReason; detail: string };

/** Never throws for what the network or the server does. */
export async function streamPost(request: StreamRequest): Promise<StreamOutcome> {
  const { origin, pathname } = new URL(request.url);
  const { connectMs, idleMs, totalMs } = request.limits;
  const pool = new Pool(origin, {
    ...{ connections: 1, connect: { timeout: connectMs }, allowH2: false },
    ...{ headersTimeout: idleMs, bodyTimeout: idleMs, maxHeaderSize: 16 * 1024 },
  });
  const timer = AbortSignal.timeout(totalMs);
  try {
    const response = await pool.request({
      ...{ path: pathname, method: "POST", body: request.body, onInfo: refuseFlood() },
      headers: { ...request.headers, "accept-encoding": "identity" },
      signal: AbortSignal.any([request.signal, timer]),
    });
    return await read(response, request);
  } catch (error) {
    if (request.signal.aborted) return { outcome: "aborted" };
    return failureOf(timer.aborted ? timer.reason : error);
  } finally {
    await pool.destroy();
  }
}

async function read(
  response: Dispatcher.ResponseData,
  { onBytes, limits }: StreamRequest,
): Promise<StreamOutcome> {
  const { statusCode: status, body } = response;
  if (status !== 200) {
    const head = await headOf(response);
    return { outcome: "status", status, retryAfter: headerOf(response, "retry-after"), head };
  }
  const contentType = headerOf(response, "content-type") ?? "";
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > limits.maxBytes) throw tooLarge(limits.maxBytes);
    onBytes(chunk, contentType);
  }
  return { outcome: "ok" };
}

const headBytes = 16 * 1024;

async function headOf(response: Dispatcher.ResponseData): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= headBytes) break;
  }
  discard(response);
  return Buffer.concat(chunks).subarray(0, headBytes).toString("utf8");
}

function tooLarge(maxBytes: number): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`the answer is over ${maxBytes} bytes`);
  error.code = tooLargeCode;
  return error;
}
