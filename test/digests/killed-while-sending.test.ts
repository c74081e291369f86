// The promise of the ledger, tested by breaking it: processes are killed in the middle of sending.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "#db/open.ts";
import type { Db } from "#db/types.ts";
import { listDeliveries } from "#digests/delivery-store.ts";
import { onServer, openTestDatabase, testDatabaseUrl } from "../support/database.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";

const issue = "weekly-2026-11-23";
const script = join(import.meta.dirname, "sender-process.ts");
const readers = 150;
const kills = 6;
/** Short: what a killed sender held waits for their end. */
const leaseSeconds = 2;
/** Of each sender to the server. */
const connections = 4;

let mailbox: Mailbox;
let children: Set<ChildProcess>;
beforeEach(async () => {
  mailbox = await openMailbox();
  children = new Set();
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await mailbox.close();
});

describe("killed while sending, nobody gets two", () => {
  test.runIf(!onServer())("on PGlite", { timeout: 120_000 }, async () => {
    const dir = await mkdtemp(join(tmpdir(), "kawaraban-sender-"));
    onTestFinished(() => rm(dir, { recursive: true }));
    await run("prepare", readers, dir);
    await killMany(dir);
    const opened = await openDatabase({ databaseUrl: null, dataDir: dir });
    if (opened.outcome !== "ok") throw new Error(opened.outcome);
    onTestFinished(opened.database.close);
    await expectReckoning(opened.database.db, kills * connections);
  });

  test.runIf(onServer())("on PostgreSQL", { timeout: 120_000 }, async () => {
    const { db, url } = await prepareServer();
    await killMany(url);
    await expectReckoning(db, kills * connections);
  });
});

describe.runIf(onServer())("two senders on one PostgreSQL", () => {
  test("share the readers, and nobody gets two", { timeout: 120_000 }, async () => {
    const { db, url } = await prepareServer();
    await Promise.all([run("send", 60, url), run("send", 60, url)]);
    await expectReckoning(db, 0);
  });

  test("killed in turn, and nobody gets two", { timeout: 120_000 }, async () => {
    const { db, url } = await prepareServer();
    const gate = openGate();
    let elder = start("send", leaseSeconds, url);
    for (let n = 0; n < kills; n += 1) {
      const younger = start("send", leaseSeconds, url);
      await nextLine(younger);
      await killAfterSome(elder, gate);
      elder = younger;
    }
    gate.openWide();
    await ended(elder);
    await expectReckoning(db, kills * connections);
  });
});

async function prepareServer(): Promise<{ db: Db; url: string }> {
  const db = await openTestDatabase();
  const url = testDatabaseUrl() ?? "";
  await run("prepare", readers, url);
  return { db, url };
}

/** Kills the sender each time some more mails have come, then lets the last one finish. */
async function killMany(where: string): Promise<void> {
  const gate = openGate();
  for (let n = 0; n < kills; n += 1) {
    const child = start("send", leaseSeconds, where);
    await nextLine(child);
    await killAfterSome(child, gate);
  }
  gate.openWide();
  await run("send", leaseSeconds, where);
}

async function killAfterSome(child: ChildProcess, gate: Gate): Promise<void> {
  const some = mailbox.received(mailbox.letters.length + 6);
  gate.letPass(6);
  await Promise.race([some, ended(child)]);
  child.kill("SIGKILL");
  await ended(child);
}

type Gate = { letPass: (count: number) => void; openWide: () => void };

/** Every third reader's mail waits at its end until it is let pass, so that kills meet all phases. */
function openGate(): Gate {
  const held = new Map<string, PromiseWithResolvers<void>>();
  let permits = 0;
  mailbox.fail((to) => {
    if (Number(/\d+/.exec(to)?.[0] ?? 1) % 3 !== 0) return null;
    const hold = held.getOrInsertComputed(to, () => Promise.withResolvers<void>());
    release();
    return { at: "end", waitFor: hold.promise };
  });
  return { letPass, openWide: () => letPass(readers) };

  function letPass(count: number): void {
    permits += count;
    release();
  }

  function release(): void {
    for (const [, hold] of [...held].slice(0, permits)) hold.resolve();
  }
}

async function expectReckoning(db: Db, mostUnknown: number): Promise<void> {
  const accepted = await listDeliveries(db, issue, { state: "accepted", limit: readers });
  const unknown = await listDeliveries(db, issue, { state: "unknown", limit: readers });
  const copies = mailbox.copies();
  expect(Math.max(...copies.values())).toBe(1);
  expect(accepted.filter(({ address }) => !copies.has(address))).toEqual([]);
  expect(accepted.length + unknown.length).toBe(readers);
  expect(unknown.length).toBeLessThanOrEqual(mostUnknown);
}

function start(act: "prepare" | "send", number: number, where: string): ChildProcess {
  const args = [script, act, String(number), where, `${mailbox.url}?pool=${connections}`];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  return child;
}

async function run(...args: Parameters<typeof start>): Promise<void> {
  const child = start(...args);
  await ended(child);
  expect(child.exitCode).toBe(0);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

async function nextLine(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error("no output");
  await once(createInterface(child.stdout), "line");
}
