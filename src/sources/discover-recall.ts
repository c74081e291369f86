import type { Download } from "#net/outcome.ts";
import type { Reader } from "./read-source.ts";

/**
 * A download that first asks `take` for an answer kept from discovery, where an address has never
 * answered a poll: discovery and the first poll share one request, and what discovery saw becomes
 * candidates like anything else that a poll reads.
 */
export function recalling(
  download: Reader["download"],
  take: (url: string) => Promise<Download | undefined>,
): Reader["download"] {
  return async (request) => {
    const known = await request.validatorsFor(request.url);
    return (known ? undefined : await take(request.url)) ?? download(request);
  };
}
