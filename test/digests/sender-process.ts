// A process of its own, for the tests that kill it. Arguments: what it does; "postgres://…" or a
// directory for PGlite; the SMTP server's URL or a directory for letters; how many readers; the
// seconds of its leases. Who has sent everything prints the ledger as JSON.

import { setTimeout } from "node:timers/promises";
import { systemClock as clock } from "#base/clock.ts";
import { openDatabase } from "#db/open.ts";
import { openFragments } from "#digests/fragments.ts";
import { freezeIssue } from "#digests/freeze.ts";
import { sendDue } from "#digests/send.ts";
import { deliveries, issues } from "#digests/table.ts";
import { openTransport } from "#mail/transport.ts";
import { quietLog } from "../support/log.ts";
import { addEntry, addReaders, archive, from, monday, secret, weekly } from "./invented.ts";

export type Act = keyof typeof acts;
/** A row of the ledger; `name` is the letter's. */
export type Row = { name: string; address: string; state: string };

const acts = {
  prepare: [prepare],
  send: [sendAll],
  /** As if a minute had gone by since the one before died. */
  inherit: [endLeases, sendAll],
};
const [act, where = "", to = "", readers, leaseSeconds] = process.argv.slice(2);
const isServer = where.startsWith("postgres");
const opened = await openDatabase({ databaseUrl: isServer ? where : null, dataDir: where });
if (opened.outcome !== "ok") throw new Error(opened.outcome);
const { db, close } = opened.database;

for (const step of acts[act as Act]) await step();
await close();
process.exit(0);

async function prepare(): Promise<void> {
  await addEntry(db, 1);
  await addEntry(db, 2);
  await addReaders(db, Number(readers));
  await freezeIssue({ db, clock, archive, secret, mailDomain: "archive.example" }, weekly, monday);
  // The day of the test is any day: without an editor's word the issue might be too late.
  await db.update(issues).set({ approvedAt: clock(), approvedBy: "person:1" });
}

async function endLeases(): Promise<void> {
  await db.update(deliveries).set({ leaseUntil: Temporal.Instant.from("2020-01-01T00:00:00Z") });
}

async function sendAll(): Promise<void> {
  const smtpUrl = to.startsWith("smtp:") ? to : null;
  const transport = openTransport({ smtpUrl, outboxDir: to });
  const sending = {
    ...{ db, clock, transport, archive, secret, from },
    log: quietLog,
    sign: null,
    unsubscribeMailto: null,
    schedules: [weekly],
    fragments: openFragments(archive),
    leaseSeconds: Number(leaseSeconds),
  };
  process.stdout.write("sending\n");
  while (!(await isDone())) {
    await sendDue(sending);
    // What a dead sender held is nobody's until its lease is over.
    await setTimeout(20);
  }
  await transport.close();
  const rows = await db.select().from(deliveries);
  const told = rows.map(({ id, issueId, address, state }): Row => {
    return { name: `${issueId}.${id}`, address, state };
  });
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

async function isDone(): Promise<boolean> {
  const found = await db.select({ state: issues.state }).from(issues);
  return found.every(({ state }) => state === "done");
}
