// A hub over the suite's database with feeds that the test writes, and a network in which every name
// is this machine.

import type { lookup } from "node:dns";
import type { Db } from "#db/types.ts";
import { publication } from "#entries/table.ts";
import { addressGuard } from "#net/address.ts";
import { openAgent } from "#net/agent.ts";
import { callOnce } from "#net/call-once.ts";
import { netLimits } from "#net/limits.ts";
import type { Hub } from "#websub/hub.ts";
import type { Hubbing } from "#websub/hubbing.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { quietLog } from "../support/log.ts";

export const url = "https://minato.example";

export type HubRoom = {
  /** One replica; further ones are copies with what the test changes. */
  hubbing: Hubbing;
  clock: TestClock;
  /** Text by path. */
  feeds: Map<string, string>;
  /** Raises the publication's number. */
  publish: () => Promise<void>;
  close: () => Promise<void>;
};

export function openHub(
  db: Db,
  { hub, allowCidrs = ["127.0.0.0/8"] }: { hub?: Hub; allowCidrs?: string[] } = {},
): HubRoom {
  const clock = testClock("2026-11-24T12:00:00Z");
  const feeds = new Map([["/feeds/all.atom", "<feed>0</feed>"]]);
  const limits = { ...netLimits, connectMs: 500, totalMs: 5_000, maxBytes: 1_000 };
  const agent = openAgent({ allowCidrs, limits, resolve: everyNameIsHere });
  let number = 0;
  return {
    ...{ clock, feeds },
    hubbing: {
      ...{ db, clock, log: quietLog, url },
      hub: hub ?? { kind: "built-in", address: `${url}/websub` },
      topics: {
        isTopic: (path) => feeds.has(path),
        known: [...feeds.keys()],
        read: async (path) => {
          const text = feeds.get(path);
          if (text === undefined) return null;
          return { contentType: "application/atom+xml", etag: text, bytes: Buffer.from(text) };
        },
      },
      allows: addressGuard(allowCidrs),
      send: (call) => callOnce(call, { agent, limits }),
    },
    publish: async () => {
      number += 1;
      const row = { id: 1, number, changedAt: clock() };
      await db
        .insert(publication)
        .values(row)
        .onConflictDoUpdate({ target: publication.id, set: row });
    },
    close: () => agent.close(),
  };
}

const everyNameIsHere = ((
  _: string,
  __: object,
  callback: (error: null, found: { address: string; family: number }[]) => void,
) => callback(null, [{ address: "127.0.0.1", family: 4 }])) as unknown as typeof lookup;
