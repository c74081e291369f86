// A sender of digests between the suite's database and a local SMTP server.

import type { Db } from "#db/types.ts";
import { openFragments } from "#digests/fragments.ts";
import { type Frozen, freezeIssue } from "#digests/freeze.ts";
import type { DigestSchedule } from "#digests/schedule.ts";
import { sendDue, type Turn } from "#digests/send.ts";
import type { Sending } from "#digests/sending.ts";
import { deliveries, issues } from "#digests/table.ts";
import { openTransport, type Transport } from "#mail/transport.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { quietLog } from "../support/log.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";
import { archive, from, monday, secret, weekly } from "./invented.ts";

export type MailRoom = {
  db: Db;
  clock: TestClock;
  mailbox: Mailbox;
  sending: Sending;
  freeze: (schedule?: DigestSchedule, slot?: Temporal.Instant) => Promise<Frozen>;
  turn: (signal?: AbortSignal) => Promise<Turn>;
  /** The state of each delivery by the reader's name. */
  states: () => Promise<Record<string, string>>;
  issueState: () => Promise<string | undefined>;
  close: () => Promise<void>;
};

export async function openMailRoom(): Promise<MailRoom> {
  const db = await openTestDatabase();
  const clock = testClock(monday.toString());
  const mailbox = await openMailbox();
  const transport: Transport = openTransport({ smtpUrl: mailbox.url, outboxDir: "" });
  const sending: Sending = {
    db,
    clock,
    log: quietLog,
    transport,
    sign: null,
    archive,
    secret,
    from,
    unsubscribeMailto: null,
    schedules: [weekly],
    fragments: openFragments(archive),
  };
  const freezer = { db, clock, archive, secret, mailDomain: "archive.example" };
  return {
    db,
    clock,
    mailbox,
    sending,
    freeze: (schedule = weekly, slot = monday) => freezeIssue(freezer, schedule, slot),
    turn: (signal) => sendDue(sending, signal),
    states: async () => {
      const found = await db.select().from(deliveries);
      return Object.fromEntries(found.map((row) => [row.address.split("@")[0], row.state]));
    },
    issueState: async () => (await db.select().from(issues)).at(-1)?.state,
    close: async () => {
      await transport.close();
      await mailbox.close();
    },
  };
}
