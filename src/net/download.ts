// One polite GET: conditional, capped, timed, redirects followed by hand.

import type { Dispatcher } from "undici";
import { hasUse, headerOf, receive } from "./answer.ts";
import { exchange } from "./exchange.ts";
import { failureOf } from "./failure.ts";
import { type NetLimits, netLimits } from "./limits.ts";
import type { Download, Hop } from "./outcome.ts";

/** As an answer gave them, to the byte; null where it gave none. */
export type Validators = { etag: string | null; lastModified: string | null };

export type DownloadRequest = {
  /** Absolute http or https address. */
  url: string;
  /**
   * The validators that the last answer from this very address gave. It is asked for `url` and for
   * the target of every redirect: no address ever sees another's.
   */
  validatorsFor: (url: string) => Validators | undefined | Promise<Validators | undefined>;
  userAgent: string;
  accept: string;
};

export type DownloadOptions = {
  /** From openAgent: the address guard and the limits of a connection live there. */
  agent: Dispatcher;
  limits?: NetLimits;
};

/** How far the download has come. */
type Place = { url: string; hops: Hop[] };

/** Anything longer is an attack, or a log of where it has been. */
const maxUrlLength = 2_000;
const redirects = [301, 302, 303, 307, 308];

/** Downloads `request.url`. Never throws for what the network or the server does. */
export async function download(
  request: DownloadRequest,
  { agent, limits = netLimits }: DownloadOptions,
): Promise<Download> {
  const place: Place = { url: request.url, hops: [] };
  const end = performance.now() + limits.totalMs;
  try {
    for (;;) {
      const url = urlOf(request.url, place, limits.maxHops);
      if (typeof url === "string") return { outcome: "bad-redirect", detail: url, ...place };
      const headers = requestHeaders(request, await request.validatorsFor(place.url));
      const leftMs = end - performance.now();
      const response = await exchange(agent, { url, headers, wants: hasUse, leftMs, limits });
      if (!redirects.includes(response.status)) {
        return await receive(response, place, isConditional(headers), limits.maxBytes);
      }
      const target = targetOf(headerOf(response, "location"), place);
      if (!target) return { outcome: "bad-redirect", detail: "no usable Location", ...place };
      place.hops.push({ status: response.status, url: target });
      place.url = target;
    }
  } catch (error) {
    return { ...failureOf(error), ...place };
  }
}

/** The place, or why it may not be asked. A loop is left at once: without cookies it never ends. */
function urlOf(start: string, { url, hops }: Place, maxHops: number): URL | string {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return "not an http or https address";
  if (url.length > maxUrlLength) return `an address over ${maxUrlLength} characters`;
  if (hops.length > maxHops) return `over ${maxHops} redirects`;
  if (hops.length === 0) return parsed;
  const before = [start, ...hops.map((hop) => hop.url)].slice(0, -1);
  return before.includes(url) ? "it redirects in a circle" : parsed;
}

function targetOf(location: string | null, { url }: Place): string | undefined {
  return location === null ? undefined : URL.parse(location, url)?.href;
}

function requestHeaders(
  { userAgent, accept }: DownloadRequest,
  validators: Validators | undefined,
): Record<string, string> {
  const { etag = null, lastModified = null } = validators ?? {};
  return {
    "user-agent": userAgent,
    accept,
    "accept-encoding": "gzip, br, zstd, deflate",
    ...(etag !== null && { "if-none-match": etag }),
    ...(lastModified !== null && { "if-modified-since": lastModified }),
  };
}

function isConditional(headers: Record<string, string>): boolean {
  return "if-none-match" in headers || "if-modified-since" in headers;
}
