// How the archive reads the web: one door out, workers to parse in, robots.txt in between.

import { type Clock, systemClock } from "#base/clock.ts";
import type { Config } from "#config/read-config.ts";
import type { Db } from "#db/types.ts";
import { openAgent } from "#net/agent.ts";
import { download } from "#net/download.ts";
import type { Download } from "#net/outcome.ts";
import { recalling } from "#sources/discover-recall.ts";
import { takeDiscovery } from "#sources/discover-store.ts";
import { openParsePool } from "#sources/parse-pool.ts";
import { politely } from "#sources/politely.ts";
import { openRobots } from "#sources/read-robots.ts";
import type { Reader } from "#sources/read-source.ts";
import { version } from "./version.ts";

export type Reading = {
  reader: Reader;
  /** One address that somebody named, when its host's turn has come. */
  downloadOnce: (url: string) => Promise<Download>;
  closeReader: () => Promise<void>;
};

export function openReader(config: Config, db: Db, clock: Clock): Reading {
  const agent = openAgent({ allowCidrs: config.settings.fetchAllowCidrs });
  const pool = openParsePool({ size: 2, timeoutMs: 10_000, heapMb: 512 });
  const asked = asking(config);
  const ask: Reader["download"] = (request) => download({ ...request, ...asked }, { agent });
  return {
    reader: {
      // What discovery has read of an address is its first poll.
      download: recalling(ask, (url) => takeDiscovery(db, url, clock())),
      parse: pool.parse,
      robots: openRobots({ db, clock, download: ask, userAgent: asked.userAgent }),
    },
    downloadOnce: politely({ db, clock, byDatabaseClock: clock === systemClock }, (url) =>
      ask({ url, validatorsFor: () => undefined }),
    ),
    closeReader: async () => {
      await Promise.all([pool.close(), agent.close()]);
    },
  };
}

/** Who is asking, so that a publisher can write to us instead of shutting us out. */
function asking(config: Config): { userAgent: string; accept: string } {
  return {
    userAgent: `Kawaraban/${version} (+${config.archive.url}; ${config.contact})`,
    accept:
      "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1",
  };
}
