import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import type { Call, Called } from "#net/call-once.ts";
import type { Hub } from "./hub.ts";

/** A feed as any reader gets it. `etag` names these very bytes. */
export type Content = { contentType: string; etag: string; bytes: Uint8Array };

/** The feeds of the archive, by path and query, whoever makes them. */
export type Topics = {
  isTopic: (path: string) => boolean;
  /** Those that a hub elsewhere is told of. */
  known: readonly string[];
  /** As it is now: nothing that was published before the call is missing. Null: it is there no more. */
  read: (path: string) => Promise<Content | null>;
};

/** What the hub works with. */
export type Hubbing = {
  db: Db;
  clock: Clock;
  log: Log;
  hub: Hub;
  /** The archive's address, without a trailing slash. */
  url: string;
  topics: Topics;
  /** Whether a literal IP address may be called. */
  allows: (address: string) => boolean;
  /** Through the address guard; follows no redirect. */
  send: (call: Call) => Promise<Called>;
  /** How long a silent replica keeps a call that it has taken; 60 by default. */
  leaseSeconds?: number;
};
