// One happening, three papers and a carrier: what an editor gets to see of it.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pollCommand } from "#app/commands/poll.ts";
import { gather } from "#candidates/gather.ts";
import type { Db } from "#db/types.ts";
import { agreed, doubled, festival, signed } from "../candidates/stacking-texts.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { atomFeed, yahooFeed } from "../support/feeds.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

type Told = { title: string; lead: string };

describe("a story that several papers report", () => {
  let db: Db;
  let app: TestApp;
  let origin: Origin;
  let as: string;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    clock.set("2026-11-24T12:00:00Z");
    db = await openTestDatabase();
    origin = await openOrigin();
    tell("shiomi", [festival, signed]);
    tell("kawara", [doubled]);
    tell("tohto", [agreed]);
    const carried = { ...signed, link: "https://carrier.example/1", date: "2026-11-24T09:00:00Z" };
    const title = `${signed.title}（瓦版通信）`;
    origin.answer("/carrier", { body: yahooFeed([{ ...carried, title }]) });
    const ids = ["shiomi", "kawara", "tohto", "carrier"];
    app = await startTestApp(db, {
      clock,
      sources: ids.map((id) => ({ id, name: id, address: [origin.url(`/${id}`)] })),
    });
    as = await app.key("editor");
    for (const id of ids) await gather(app.parts.gather, { only: [id] });
  });
  afterEach(async () => {
    await app.close();
    await origin.close();
  });

  function tell(id: string, stories: readonly Told[]): void {
    const date = "2026-11-24T09:00:00Z";
    const told = stories.map((one, n) => ({ ...one, link: `https://${id}.example/${n}`, date }));
    origin.answer(`/${id}`, { body: atomFeed(told) });
  }

  const get = async (path: string) => (await app.call("GET", path, { as })).json;

  test("is one row of the queue, with its copies collapsed and what it was joined for", async () => {
    expect((await get("/api/stacks")).items).toEqual([]);
    expect((await get("/api/candidates?source=shiomi")).items).toMatchObject([
      { stack: null },
      { stack: null },
    ]);
    expect(await app.stack()).toBe(5);
    const { items } = await get("/api/stacks");
    expect(items.map(({ title, size }) => [title, size])).toEqual([
      [festival.title, 1],
      [signed.title, 4],
    ]);
    const whole = await get(`/api/stacks/${items[1]?.id}`);
    expect(whole.candidates).toMatchObject([
      { title: signed.title, state: "new", score: null, shared_terms: [] },
      { title: doubled.title, state: "new", duplicate_of: null },
      { title: agreed.title, state: "new", duplicate_of: null },
      { state: "duplicate", duplicate_of: (whole.candidates as { id: number }[])[0]?.id, score: 1 },
    ]);
    for (const { score, shared_terms } of (whole.candidates as Scored[]).slice(1, 3)) {
      expect(score).toBeGreaterThan(0.44);
      expect(shared_terms.length).toBeGreaterThan(2);
    }
  });

  test("is stacked by `kawaraban poll` itself, and by the tick otherwise", async () => {
    tell("kawara", [{ ...agreed, title: `${agreed.title} 続報` }]);
    clock.advance({ hours: 2 });
    expect(await pollCommand(app.parts, quietIo, {})).toBe(0);
    const { items } = await get("/api/candidates?state=any");
    expect(items).toHaveLength(5);
    for (const { stack } of items) expect(stack).toEqual(expect.any(Number));
  });

  test("that is rejected gets no more: what comes then is a story of its own that says so", async () => {
    await app.stack();
    const [, row] = (await get("/api/stacks")).items;
    const rejected = await app.call("POST", `/api/stacks/${row?.id}/reject`, { as, body: {} });
    expect(rejected.status).toBe(200);
    tell("tohto", [agreed, { ...doubled, title: `${doubled.title} 共同声明へ` }]);
    clock.advance({ hours: 2 });
    await gather(app.parts.gather);
    await app.stack();
    const open = (await get("/api/stacks")).items;
    expect(open).toHaveLength(2);
    const { perhaps } = await get(`/api/stacks/${open[0]?.id}`);
    expect(perhaps).toMatchObject([{ stack: row?.id, state: "rejected" }]);
    const told = await get(`/api/stacks/${row?.id}`);
    expect(told.perhaps).toMatchObject([{ stack: open[0]?.id, state: "new" }]);
    expect(told.candidates).toHaveLength(4);
  });
});

const quietIo = { out: () => {}, err: () => {}, progress: () => {}, cwd: "/" };
type Scored = { score: number; shared_terms: string[] };
