// One polite GET: conditional, capped, timed, redirects followed by hand.

import { type Dispatcher, request as send } from "undici";
import { discard, headerOf, receive } from "./answer.ts";
import { failureOf } from "./failure.ts";
import type { Download, Hop } from "./outcome.ts";

export type DownloadRequest = {
  /** Absolute http or https address. */
  url: string;
  /** Validators exactly as the last answer from this very address gave them. */
  etag: string | null;
  lastModified: string | null;
  userAgent: string;
  accept: string;
};

export type DownloadOptions = {
  /** From openAgent: the address guard lives there. */
  agent: Dispatcher;
  /** Everything together, redirects included; 30,000 where not set. */
  totalMs?: number;
  /** Of the body, as sent and as decoded; 10 MiB where not set. */
  maxBytes?: number;
};

/** How far the download has come. */
type Place = { url: string; hops: Hop[] };

const maxHops = 5;
const redirects = [301, 302, 303, 307, 308];

/** Downloads `request.url`. Never throws for what the network or the server does. */
export async function download(
  request: DownloadRequest,
  { agent, totalMs = 30_000, maxBytes = 10 * 1024 * 1024 }: DownloadOptions,
): Promise<Download> {
  const place: Place = { url: request.url, hops: [] };
  const common = { dispatcher: agent, signal: AbortSignal.timeout(totalMs) };
  try {
    for (;;) {
      if (!isHttp(place.url)) return badRedirect(place, "not an http or https address");
      const headers = requestHeaders(request, place);
      const response = await send(place.url, { ...common, headers });
      if (!redirects.includes(response.statusCode)) {
        return await receive(response, place, isConditional(headers), maxBytes);
      }
      discard(response);
      const target = targetOf(headerOf(response, "location"), place);
      if (!target) return badRedirect(place, "no usable Location");
      if (place.hops.length === maxHops) return badRedirect(place, `over ${maxHops} redirects`);
      place.hops.push({ status: response.statusCode, url: target });
      place.url = target;
    }
  } catch (error) {
    return { ...failureOf(error), ...place };
  }
}

function isHttp(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? "");
}

function targetOf(location: string | null, { url }: Place): string | undefined {
  return location === null ? undefined : URL.parse(location, url)?.href;
}

function badRedirect(place: Place, detail: string): Download {
  return { outcome: "bad-redirect", detail, ...place };
}

/** Validators belong to one address: a redirect's target never sees them. */
function requestHeaders(
  { userAgent, accept, etag, lastModified }: DownloadRequest,
  { hops }: Place,
): Record<string, string> {
  const own = hops.length === 0;
  return {
    "user-agent": userAgent,
    accept,
    "accept-encoding": "gzip, br, zstd, deflate",
    ...(own && etag !== null && { "if-none-match": etag }),
    ...(own && lastModified !== null && { "if-modified-since": lastModified }),
  };
}

function isConditional(headers: Record<string, string>): boolean {
  return "if-none-match" in headers || "if-modified-since" in headers;
}
