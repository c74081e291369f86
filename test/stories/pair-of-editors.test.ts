// Two editors at one desk, three hundred stories, and a server that dies in the middle: they come to
// zero undecided through the API alone, and the audit trail tells all of it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "#db/open.ts";
import type { Db } from "#db/types.ts";
import { archiveFile } from "../support/archive-file.ts";
import { openTestDatabase, testDatabaseUrl } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { freePort } from "../support/free-port.ts";
import { brokenInvariants } from "../support/invariants.ts";
import { type Origin, openOrigin } from "../support/origin.ts";
import { type Program, runProgram } from "../support/program.ts";
import { differences, lastAct, replay, stateOf } from "../support/replay.ts";
import { type Ask, asking } from "../support/two-desks.ts";
import { inventedStories } from "./invented-stories.ts";
import { openEditor, type Tally } from "./scripted-editor.ts";

const storyCount = 300;
const papers = 3;

let origin: Origin;
let dir: string;
let env: Record<string, string>;
let server: Program;

beforeEach(async () => {
  origin = await openOrigin();
  dir = mkdtempSync(join(tmpdir(), "kawaraban-pair-"));
  const stories = inventedStories(storyCount);
  const sources = Array.from({ length: papers }, (_, n) => {
    const mine = stories.filter((_, story) => story % papers === n);
    origin.answer(`/paper-${n}`, { body: atomFeed(mine) });
    return `  - { id: paper-${n}, name: 第${n + 1}新聞, homepage: "https://paper-${n}.example/",
      address: "${origin.url(`/paper-${n}`)}", kind: feed, language: ja, topics: [harbour],
      terms: invented, active: true }`;
  });
  writeFileSync(join(dir, "sources.yaml"), `sources:\n${sources.join("\n")}\n`);
  writeFileSync(join(dir, "archive.yaml"), archiveFile);
  const url = testDatabaseUrl();
  if (url !== null) await openTestDatabase();
  env = {
    ...{ CONFIG_DIR: dir, DATA_DIR: join(dir, "data"), PORT: String(await freePort()) },
    ...{ HOST: "127.0.0.1", FETCH_ALLOW_CIDRS: "127.0.0.0/8" },
    ...(url === null ? {} : { DATABASE_URL: url }),
  };
}, 60_000);
afterEach(async () => {
  server.kill("SIGKILL");
  await server.ended;
  await origin.close();
  rmSync(dir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = runProgram(["serve"], env);
  await server.printed("API key");
}

async function stop(): Promise<void> {
  server.kill("SIGTERM");
  expect((await server.ended).code).toBe(0);
}

async function editor(name: string): Promise<Ask> {
  const made = await runProgram(["keys", "create", "--role", "approver", "--name", name], env)
    .ended;
  return asking(`http://127.0.0.1:${env.PORT}`, made.out.trim());
}

/** With the server stopped: PGlite takes one process at a time. */
async function inDatabase<Result>(read: (db: Db) => Promise<Result>): Promise<Result> {
  const opened = await openDatabase({
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.DATA_DIR ?? "",
  });
  if (opened.outcome !== "ok") throw new Error(opened.outcome);
  try {
    return await read(opened.database.db);
  } finally {
    await opened.database.close();
  }
}

async function undecided(ask: Ask): Promise<number> {
  const { json } = await ask("GET", "/api/stacks/counts");
  const { new: open = 0, snoozed = 0 } = json.states as Record<string, number>;
  return open + snoozed;
}

async function allIn(ask: Ask): Promise<void> {
  for (;;) {
    const { json } = await ask("GET", "/api/candidates?state=any&limit=1");
    const newest = (json.items as { id: number; stack: number | null }[])[0];
    if (newest && newest.id >= storyCount && newest.stack !== null) return;
    await delay(100);
  }
}

test("three hundred stories to zero undecided, with conflicts, undo and a crash", async () => {
  await start();
  const [first, second] = [await editor("first"), await editor("second")];
  await allIn(first);
  const stacks = await undecided(first);
  expect(stacks).toBeGreaterThan(storyCount / 2);
  expect(stacks).toBeLessThan(storyCount);
  await stop();
  const [before, act] = await inDatabase(
    async (db) => [await stateOf(db), await lastAct(db)] as const,
  );

  await start();
  const tallies: Tally[] = [];
  const desk = [openEditor(first, { seed: 1 }), openEditor(second, { seed: 2 })];
  const working = Promise.all(desk.map(async (one) => tallies.push(await one.work())));
  while ((await undecided(first)) > stacks / 2) await delay(50);
  server.kill("SIGKILL");
  await server.ended;
  await start();
  await working;
  // Who found nothing may have looked while the other had a story in hand, and put it back.
  await openEditor(first, { seed: 3 }).work();

  expect(await undecided(first)).toBe(0);
  const [one, two] = tallies;
  for (const tally of [one, two]) {
    expect(tally?.done).toBeGreaterThan(50);
    expect(tally?.undone).toBeGreaterThan(0);
    expect(tally?.published).toBeGreaterThan(0);
    expect(tally?.interrupted).toBeGreaterThan(0);
  }
  expect((one?.refused ?? 0) + (two?.refused ?? 0)).toBeGreaterThan(0);
  const feed = await (await fetch(`http://127.0.0.1:${env.PORT}/feeds/all.atom`)).text();
  expect(feed).toContain("<entry>");

  await stop();
  await inDatabase(async (db) => {
    expect(await brokenInvariants(db)).toEqual([]);
    expect(differences(await replay(db, before, act), await stateOf(db))).toEqual([]);
  });
}, 300_000);
