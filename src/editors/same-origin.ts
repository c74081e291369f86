// Cross-site request forgery: a browser adds the session cookie to what other sites make it send.

import type { FastifyRequest } from "fastify";

/** False for a request that changes something and that no page of ours sent. */
export function isSafeFromForgery(request: FastifyRequest, url: string): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(request.method) || isSameOrigin(request, url);
}

/** By Origin, else Sec-Fetch-Site (when reached under another name), else Referer. None: no. */
function isSameOrigin({ headers }: FastifyRequest, url: string): boolean {
  const ours = new URL(url).origin;
  if (headers.origin === ours) return true;
  if (headers["sec-fetch-site"] !== undefined) return headers["sec-fetch-site"] === "same-origin";
  if (headers.origin !== undefined) return false;
  return URL.parse(headers.referer ?? "")?.origin === ours;
}
