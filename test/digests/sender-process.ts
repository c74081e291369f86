// A process of its own, for the tests that kill it: `prepare` freezes an issue for a number of
// readers, `send` sends until nothing is left, with leases of a number of seconds.
// Arguments: the act, its number, "postgres://…" or a directory for PGlite, the SMTP server's URL.

import { setTimeout } from "node:timers/promises";
import { systemClock as clock } from "#base/clock.ts";
import { openDatabase } from "#db/open.ts";
import { openFragments } from "#digests/fragments.ts";
import { freezeIssue } from "#digests/freeze.ts";
import { sendDue } from "#digests/send.ts";
import { issues } from "#digests/table.ts";
import { openTransport } from "#mail/transport.ts";
import { quietLog } from "../support/log.ts";
import { addEntry, addReaders, archive, from, monday, secret, weekly } from "./invented.ts";

const [act, number, where = "", smtpUrl = ""] = process.argv.slice(2);
const isServer = where.startsWith("postgres");
const opened = await openDatabase({ databaseUrl: isServer ? where : null, dataDir: where });
if (opened.outcome !== "ok") throw new Error(opened.outcome);
const { db, close } = opened.database;

if (act === "prepare") await prepare(Number(number));
else await sendAll(Number(number));
await close();
process.exit(0);

async function prepare(count: number): Promise<void> {
  await addEntry(db, 1);
  await addEntry(db, 2);
  await addReaders(db, count);
  await freezeIssue({ db, clock, archive, secret, mailDomain: "archive.example" }, weekly, monday);
}

async function sendAll(leaseSeconds: number): Promise<void> {
  const transport = openTransport({ smtpUrl, outboxDir: "" });
  const sending = {
    ...{ db, clock, transport, archive, secret, from },
    log: quietLog,
    sign: null,
    unsubscribeMailto: null,
    schedules: [weekly],
    fragments: openFragments(archive),
    leaseSeconds,
  };
  process.stdout.write("sending\n");
  while (!(await isDone())) {
    await sendDue(sending);
    // What a dead sender held is nobody's until its lease is over.
    await setTimeout(20);
  }
  process.stdout.write("done\n");
  await transport.close();
}

async function isDone(): Promise<boolean> {
  const found = await db.select({ state: issues.state }).from(issues);
  return found.every(({ state }) => state === "done");
}
