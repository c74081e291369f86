// What the last response of a download says.

import type { Dispatcher } from "undici";
import { readBody } from "./body.ts";
import type { Exchanged, Head, Headers } from "./exchange.ts";
import { failureOf } from "./failure.ts";
import type { Answer, Download, Hop, Refusal, ResponseHeaders } from "./outcome.ts";

/** What the response at the end of `hops` comes to. */
export async function receive(
  response: Exchanged,
  place: { url: string; hops: readonly Hop[] },
  conditional: boolean,
  maxBytes: number,
): Promise<Download> {
  const headers = responseHeaders(response);
  const answer: Answer = { ...place, status: response.status, headers };
  const outcome = outcomeOf(response, conditional);
  if (outcome !== "ok") return { outcome, ...answer };
  const read = await readBody(response, headerOf(response, "content-encoding"), maxBytes);
  if ("fault" in read) return { ...failureOf(read.fault), ...place, bytes: read.head };
  return { outcome, bytes: read.bytes, ...answer };
}

/** Whether the body of a response is of use. */
export function hasUse(head: Head): boolean {
  return outcomeOf(head, true) === "ok";
}

/** The body is of no interest; its connection is given up rather than read to the end. */
export function discard(response: Dispatcher.ResponseData): void {
  response.body.on("error", () => {}).destroy();
}

/** A header that came several times is joined, as RFC 9110 §5.3 has it. */
export function headerOf(response: { headers: Headers }, name: string): string | null {
  const value = response.headers[name];
  return (Array.isArray(value) ? value.join(", ") : value) ?? null;
}

function outcomeOf(response: Head, conditional: boolean): "ok" | Refusal {
  const { status } = response;
  // Cloudflare's challenge comes with any status and is never got round.
  if (headerOf(response, "cf-mitigated")) return "blocked";
  // A 204 is an empty body like any other: for parsing to tell.
  if (status === 200 || status === 204) return "ok";
  if (status === 304 && conditional) return "not-modified";
  if (status === 401 || status === 403) return "blocked";
  if (status === 404) return "missing";
  if (status === 410) return "gone";
  if (status === 429 || status === 503) return "throttled";
  return status >= 500 ? "server-error" : "unexpected-status";
}

function responseHeaders(response: Head): ResponseHeaders {
  return {
    contentType: headerOf(response, "content-type"),
    etag: headerOf(response, "etag"),
    lastModified: headerOf(response, "last-modified"),
    cacheControl: headerOf(response, "cache-control"),
    age: headerOf(response, "age"),
    expires: headerOf(response, "expires"),
    date: headerOf(response, "date"),
    retryAfter: headerOf(response, "retry-after"),
  };
}
