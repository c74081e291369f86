// Gatherers that die, are overtaken or lose the network, and what becomes of what they held.

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { gather } from "#candidates/gather.ts";
import { storeReading } from "#candidates/store-reading.ts";
import { type Db, rows } from "#db/types.ts";
import { claimSources } from "#sources/claim-store.ts";
import { renewLeases, sweepLeases } from "#sources/poll-store.ts";
import { readSource } from "#sources/read-source.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { freePort } from "../support/free-port.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

const good = atomFeed([
  { title: "A harbour story", link: "https://wire.example/1", date: "2026-11-24T09:00:00Z" },
]);

describe("a lease", () => {
  let db: Db;
  let app: TestApp;
  let origin: Origin;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    clock.set("2026-11-24T12:00:00Z");
    origin = await openOrigin();
  });
  afterEach(async () => {
    await app.close();
    await origin.close();
  });

  /** Each has been read a minute ago, so that the app's own scheduler finds nothing due. */
  async function start(ids: readonly string[], address = origin.url("/good")): Promise<void> {
    origin.answer("/good", { body: good });
    const sources = ids.map((id) => ({ id, address: [address] }));
    app = await startTestApp(db, { clock, sources });
    await gather(app.parts.gather);
    clock.advance({ minutes: 1 });
  }

  const claim = (token: string, only: string[]) =>
    claimSources(db, { at: clock(), token, limit: 9, only });

  async function state(id: string) {
    const [found] = await rows<{ streak: number; outcome: string; held: boolean; wait: number }>(
      db,
      sql`select error_streak as streak, outcome, lease_token is not null as held,
        extract(epoch from next_poll_at - ${clock().toString()}::timestamptz)::int as wait
        from poll_state where source_id = ${id}`,
    );
    return found;
  }

  test("of a process that was killed counts as a failure after ninety seconds", async () => {
    await start(["killed"]);
    expect(await claim(randomUUID(), ["killed"])).toHaveLength(1);
    clock.advance({ seconds: 89 });
    await gather(app.parts.gather);
    expect(await state("killed")).toMatchObject({ held: true, streak: 0 });
    clock.advance({ seconds: 2 });
    const before = origin.requests.length;
    await gather(app.parts.gather);
    expect(await state("killed")).toEqual({ held: false, streak: 1, outcome: "lost", wait: 1_800 });
    expect(origin.requests).toHaveLength(before);
    clock.advance({ minutes: 30 });
    await gather(app.parts.gather);
    await vi.waitFor(async () =>
      expect(await state("killed")).toMatchObject({ outcome: "ok", streak: 0 }),
    );
  });

  test("that is lost again and again is taken up later and later", async () => {
    await start(["poison"]);
    const waits: number[] = [];
    for (let time = 0; time < 8; time += 1) {
      await claim(randomUUID(), ["poison"]);
      clock.advance({ seconds: 91 });
      await sweepLeases(db, clock());
      waits.push((await state("poison"))?.wait ?? 0);
      clock.advance({ seconds: 1 });
    }
    expect(waits.map((wait) => wait / 1_800)).toEqual([1, 2, 4, 8, 16, 32, 48, 48]);
  });

  test("is kept by its heartbeat, and by no other's", async () => {
    await start(["slow"]);
    const token = randomUUID();
    await claim(token, ["slow"]);
    for (let beat = 0; beat < 4; beat += 1) {
      clock.advance({ seconds: 60 });
      await renewLeases(db, clock(), token);
      await renewLeases(db, clock(), randomUUID());
    }
    await sweepLeases(db, clock());
    expect(await state("slow")).toMatchObject({ held: true, streak: 0 });
    clock.advance({ seconds: 60 });
    await renewLeases(db, clock(), randomUUID());
    clock.advance({ seconds: 31 });
    await sweepLeases(db, clock());
    expect(await state("slow")).toMatchObject({ held: false, streak: 1 });
  });

  test("taken over by another stores nothing for the first", async () => {
    await start(["raced"], origin.url("/raced"));
    origin.answer("/raced", { body: good });
    const [lease] = await claim(randomUUID(), ["raced"]);
    if (!lease) throw new Error("nothing was claimed");
    const now = clock();
    const { reader } = app.parts.gather;
    const reading = await readSource(reader, lease, { now, isProbe: false });
    expect(reading).toMatchObject({ outcome: "ok", items: [{ title: "A harbour story" }] });
    clock.advance({ seconds: 91 });
    await sweepLeases(db, clock());
    const second = await claim(randomUUID(), ["raced"]);
    expect(second).toHaveLength(1);
    const poll = { startedAt: now, isProbe: false };
    await expect(storeReading(app.parts.gather, lease, reading, poll)).rejects.toThrow(/ran out/);
    const [count] = await rows<{ n: number }>(db, sql`select count(*)::int as n from candidate`);
    const [kept] = await rows<{ n: number }>(db, sql`select count(*)::int as n from http_state`);
    expect([count?.n, kept?.n]).toEqual([0, 0]);
    expect(await state("raced")).toMatchObject({ held: true });
  });

  /** Nobody answers any more, and all are due. */
  async function loseNetwork(): Promise<void> {
    const closed = `http://127.0.0.1:${await freePort()}/`;
    await db.execute(sql`update source set addresses = array[${closed}]`);
    clock.advance({ hours: 2 });
    await gather(app.parts.gather);
  }

  test("is no matter in an outage of ours: no streak grows when most hosts fail at once", async () => {
    const ids = Array.from({ length: 10 }, (_, n) => `out-${n}`);
    await start(ids);
    await loseNetwork();
    await vi.waitFor(async () => {
      for (const id of ids) {
        expect(await state(id)).toMatchObject({ outcome: "unreachable", streak: 0, wait: 300 });
      }
    });
  });

  test("and a failure of its own where only seven hosts fail", async () => {
    const ids = Array.from({ length: 7 }, (_, n) => `own-${n}`);
    await start(ids);
    await loseNetwork();
    await vi.waitFor(async () => {
      for (const id of ids) expect(await state(id)).toMatchObject({ streak: 1 });
    });
  });
});
