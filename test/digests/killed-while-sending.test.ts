// The promise of the ledger, tested by breaking it: processes are killed in the middle of sending.

import { cp, mkdir, mkdtemp, readdir, rm, stat, watch, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
} from "vitest";
import { archiveFile } from "../support/archive-file.ts";
import { onServer, openTestDatabase, testDatabaseUrl } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";
import { type Program, runProgram } from "../support/program.ts";
import type { Act, Row } from "./sender-process.ts";
import { killSenders, ledgerOf, type Sender, startSender } from "./start-sender.ts";

const kills = onServer() ? 4 : 2;
/** Short: what a killed sender held waits for their end. */
const leaseSeconds = 2;
/** Of each sender to the server. */
const connections = 4;
const some = 6;
const readers = 90;

let mailbox: Mailbox;
/** PostgreSQL, or a directory for PGlite. */
let where: string;
let dir: string;
/** PGlite takes seconds to make a directory; a copy takes none. */
let prepared: string;
beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), "kawaraban-prepared-"));
  mailbox = await openMailbox();
  where = join(prepared, "data");
  if (!onServer()) expect(await start("prepare").ended).toBe(0);
  await mailbox.close();
});
afterAll(() => rm(prepared, { recursive: true }));
beforeEach(async () => {
  mailbox = await openMailbox();
  dir = await mkdtemp(join(tmpdir(), "kawaraban-sender-"));
  where = testDatabaseUrl() ?? join(dir, "data");
  if (!onServer()) return cp(join(prepared, "data"), where, { recursive: true });
  await openTestDatabase();
  expect(await start("prepare").ended).toBe(0);
});
afterEach(async () => {
  await killSenders();
  await mailbox.close();
  await rm(dir, { recursive: true });
});

describe("killed while sending, nobody gets two", { timeout: 120_000 }, () => {
  test("by SMTP", async () => {
    const gate = openGate();
    for (let n = 0; n < kills; n += 1) {
      await killAfterSome(start("send"), gate);
    }
    gate.openWide();
    expectReckoning(await ledgerOf(start("send")), kills * connections);
  });

  test("into the outbox", async () => {
    const outbox = join(dir, "outbox");
    await mkdir(outbox);
    const seen = new Map<string, string>();
    for (let n = 0; n < kills; n += 1) {
      const sender = start("send", { to: outbox });
      await lettersIn(outbox, seen.size + some);
      await sender.kill();
      for (const [name, mark] of await marksOf(outbox)) seen.set(name, seen.get(name) ?? mark);
    }
    const rows = await ledgerOf(start("send", { to: outbox }));
    const letters = await marksOf(outbox);
    for (const [name, mark] of seen) expect([name, letters.get(name)]).toEqual([name, mark]);
    expect(namesOf(rows, "accepted").filter((name) => !letters.has(name))).toEqual([]);
    expectSettled(rows, kills * connections);
  });

  test("a whole server", async () => {
    const gate = openGate();
    const server = await serve();
    gate.letPass(some);
    await mailbox.received(some);
    server.kill("SIGKILL");
    await server.ended;
    gate.openWide();
    expectReckoning(await ledgerOf(start("inherit")), connections);
  });
});

describe.runIf(onServer())("two senders on one PostgreSQL", { timeout: 120_000 }, () => {
  test("share the readers, and nobody gets two", async () => {
    const both = [start("send", { leaseSeconds: 60 }), start("send", { leaseSeconds: 60 })];
    const [rows = []] = await Promise.all(both.map(ledgerOf));
    expect(mailbox.copies().size).toBe(readers);
    expect(namesOf(rows, "accepted")).toHaveLength(readers);
    expect(Math.max(...mailbox.copies().values())).toBe(1);
  });

  test("killed in turn, and nobody gets two", async () => {
    const gate = openGate();
    let elder = start("send");
    await elder.begun;
    for (let n = 0; n < kills; n += 1) {
      const younger = start("send");
      await younger.begun;
      await killAfterSome(elder, gate);
      elder = younger;
    }
    gate.openWide();
    expectReckoning(await ledgerOf(elder), kills * connections);
  });
});

function start(act: Act, more: { to?: string; leaseSeconds?: number } = {}): Sender {
  const to = `${mailbox.url}?pool=${connections}`;
  return startSender(act, { where, to, readers, leaseSeconds, ...more });
}

/** The program as an operator runs it, with the same database and SMTP server. */
async function serve(): Promise<Program> {
  await writeFile(join(dir, "sources.yaml"), "sources: []\n");
  await writeFile(join(dir, "archive.yaml"), archiveFile);
  const server = runProgram(["serve"], {
    ...(onServer() ? { DATABASE_URL: where } : {}),
    DATA_DIR: join(dir, "data"),
    CONFIG_DIR: dir,
    PORT: String(await freePort()),
    SMTP_URL: `${mailbox.url}?pool=${connections}`,
  });
  onTestFinished(() => server.kill("SIGKILL"));
  return server;
}

async function killAfterSome(sender: Sender, gate: Gate): Promise<void> {
  await sender.begun;
  const more = mailbox.received(mailbox.letters.length + some);
  gate.letPass(some);
  await Promise.race([more, sender.ended]);
  await sender.kill();
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

function expectReckoning(rows: readonly Row[], mostUnknown: number): void {
  const copies = mailbox.copies();
  expect(Math.max(...copies.values())).toBe(1);
  const accepted = rows.filter(({ state }) => state === "accepted");
  expect(accepted.filter(({ address }) => !copies.has(address))).toEqual([]);
  expectSettled(rows, mostUnknown);
}

/** Without an unknown the kills met no letter that was being handed over, and prove little. */
function expectSettled(rows: readonly Row[], mostUnknown: number): void {
  const [accepted, unknown] = [namesOf(rows, "accepted"), namesOf(rows, "unknown")];
  expect(accepted.length + unknown.length).toBe(readers);
  expect(unknown.length).toBeGreaterThan(0);
  expect(unknown.length).toBeLessThanOrEqual(mostUnknown);
}

function namesOf(rows: readonly Row[], state: string): string[] {
  return rows.filter((row) => row.state === state).map(({ name }) => name);
}

/** Resolves at the moment in which there are `count` letters. */
async function lettersIn(outbox: string, count: number): Promise<void> {
  const changes = watch(outbox);
  if ((await marksOf(outbox)).size >= count) return;
  for await (const _ of changes) if ((await namesIn(outbox)).length >= count) return;
}

async function namesIn(outbox: string): Promise<string[]> {
  return (await readdir(outbox)).filter((file) => file.endsWith(".eml"));
}

/** Name -> what changes when the letter is written again. */
async function marksOf(outbox: string): Promise<Map<string, string>> {
  const marks = new Map<string, string>();
  for (const file of await namesIn(outbox)) {
    const { ino, mtimeNs } = await stat(join(outbox, file), { bigint: true });
    marks.set(file.slice(0, -4), `${ino} ${mtimeNs}`);
  }
  return marks;
}
