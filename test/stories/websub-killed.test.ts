// Two processes over one database, one of which is killed while it delivers.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Db, rows } from "#db/types.ts";
import { archiveFile } from "../support/archive-file.ts";
import { onServer, openTestDatabase, testDatabaseUrl } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";
import { type Program, runProgram } from "../support/program.ts";
import { publish, published } from "../support/published.ts";
import { openSubscriber, type Subscriber } from "../support/subscriber.ts";

const wait = { timeout: 15_000, interval: 50 };

describe.runIf(onServer())("two replicas with a subscriber", { timeout: 60_000 }, () => {
  let db: Db;
  let dir: string;
  let url: string;
  let reader: Subscriber;
  let replicas: Program[];

  beforeEach(async () => {
    db = await openTestDatabase();
    reader = await openSubscriber();
    dir = mkdtempSync(join(tmpdir(), "kawaraban-websub-"));
    writeFileSync(join(dir, "sources.yaml"), "sources: []\n");
    writeFileSync(join(dir, "archive.yaml"), `${archiveFile}websub:\n  hub: built-in\n`);
    const ports = [String(await freePort()), String(await freePort())];
    url = `http://127.0.0.1:${ports[0]}`;
    replicas = ports.map(start);
    await Promise.all(replicas.map((replica) => replica.printed("API key")));
  });
  afterEach(async () => {
    for (const replica of replicas) replica.kill("SIGKILL");
    await Promise.all(replicas.map((replica) => replica.ended));
    await reader.close();
    rmSync(dir, { recursive: true });
  });

  function start(port: string): Program {
    return runProgram(["serve"], {
      ...{ PORT: port, HOST: "127.0.0.1", PUBLIC_URL: url, CONFIG_DIR: dir },
      ...{ DATA_DIR: join(dir, port), DATABASE_URL: testDatabaseUrl() ?? "" },
      FETCH_ALLOW_CIDRS: "127.0.0.0/8",
    });
  }

  test("call it once, and once more where one was killed before it noted the answer", async () => {
    const topic = `${url}/feeds/all.atom`;
    expect((await reader.ask(`${url}/websub`, { "hub.topic": topic })).status).toBe(202);
    await vi.waitFor(async () => {
      expect(await rows(db, sql`select 1 from websub_subscription`)).toHaveLength(1);
    }, wait);

    const { promise, resolve } = Promise.withResolvers<{ status: number }>();
    reader.take = () => promise;
    await publish(db, 1, published("2612-112401", { on: "2026-11-24" }));
    await vi.waitFor(() => expect(reader.received).toHaveLength(1), wait);
    for (const replica of replicas) replica.kill("SIGKILL");
    await Promise.all(replicas.map(({ ended }) => ended));
    resolve({ status: 204 });
    reader.take = () => ({ status: 204 });

    const [held] = await rows<{ kind: string }>(
      db,
      sql`
      update websub_call set lease_until = now() returning kind`,
    );
    expect(held).toEqual({ kind: "deliver" });
    replicas.push(start(String(await freePort())));
    await vi.waitFor(async () => {
      expect(await rows(db, sql`select 1 from websub_call`)).toEqual([]);
    }, wait);
    const [first, second, ...rest] = reader.received.map(({ body }) => body.toString());
    expect(second).toContain("2612-112401");
    expect([second, rest]).toEqual([first, []]);
  });
});
