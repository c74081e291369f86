import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import type { Signer } from "#mail/dkim.ts";
import type { Transport } from "#mail/transport.ts";
import type { Fragments } from "./fragments.ts";
import type { Sender } from "./letter.ts";
import type { DigestSchedule } from "./schedule.ts";

/** What a sender of digests needs. */
export type Sending = Sender & {
  db: Db;
  clock: Clock;
  log: Log;
  transport: Transport;
  sign: Signer | null;
  schedules: readonly DigestSchedule[];
  fragments: Fragments;
  /** How long a silent sender keeps what it claimed; 60 by default. */
  leaseSeconds?: number;
};
