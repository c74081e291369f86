// The hub and what it works with: its own door to the network, and the feeds as readers get them.

import { formats } from "#feeds/formats.ts";
import { feedSpecs } from "#feeds/spec.ts";
import type { Server } from "#http/server.ts";
import { addressGuard } from "#net/address.ts";
import { openAgent } from "#net/agent.ts";
import { callOnce } from "#net/call-once.ts";
import { type NetLimits, netLimits } from "#net/limits.ts";
import type { Hubbing, Topics } from "#websub/hubbing.ts";
import type { Parts } from "./parts.ts";
import { version } from "./version.ts";

/** Callbacks have little to say, and a lease must outlast the slowest of them. */
const limits: NetLimits = { ...netLimits, totalMs: 10_000, maxBytes: 16 * 1024, maxHops: 0 };

/** `expire` has `server` look for what has changed before it serves a feed again. */
export function openHubbing(
  { config, database, clock, log }: Parts,
  { server, expire }: { server: Server; expire: () => void },
): Hubbing & { close: () => Promise<void> } {
  const { archive, hub, contact, settings } = config;
  const allowCidrs = settings.fetchAllowCidrs;
  const agent = openAgent({ allowCidrs, limits });
  const userAgent = `Kawaraban/${version} (+${archive.url}; ${contact})`;
  return {
    ...{ db: database.db, clock, log, hub, url: archive.url },
    topics: openTopics(server, expire, feedPaths(config.archive)),
    allows: addressGuard(allowCidrs),
    send: ({ headers, ...call }) =>
      callOnce({ ...call, headers: { ...headers, "user-agent": userAgent } }, { agent, limits }),
    close: () => agent.close(),
  };
}

function feedPaths(archive: Parameters<typeof feedSpecs>[0]): string[] {
  return feedSpecs(archive).flatMap(({ path }) =>
    formats.map(({ ending }) => `/feeds/${path}.${ending}`),
  );
}

const ofSource = /^\/feeds\/sources\/[^/?]{1,300}\.(?:atom|rss|json)$/;
const ofSearch = /^\/search\.(?:atom|rss|json)\?q=[^&]{1,600}$/;

/** Read through the server itself: so what is sent is what is served, to the byte. */
function openTopics(server: Server, expire: () => void, paths: readonly string[]): Topics {
  const served = new Set(paths);
  return {
    // Whoever has reported anything has a feed, and so has any question; who asks for another's is told
    // that it is gone.
    isTopic: (path) => served.has(path) || ofSource.test(path) || ofSearch.test(path),
    known: paths,
    read: async (path) => {
      expire();
      const { statusCode, headers, rawPayload: bytes } = await server.inject(path);
      if (statusCode === 404 || statusCode === 410) return null;
      if (statusCode !== 200) throw new Error(`${path} answers ${statusCode}`);
      return { contentType: String(headers["content-type"]), etag: String(headers.etag), bytes };
    },
  };
}
