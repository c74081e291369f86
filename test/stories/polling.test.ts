// What sources do to us, and that none of it reaches another source.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gather } from "#candidates/gather.ts";
import type { Db } from "#db/types.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { onServer, openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

const good = atomFeed([
  { title: "A harbour story", link: "https://wire.example/1", date: "2026-11-24T09:00:00Z" },
]);

describe("sources", () => {
  let db: Db;
  let app: TestApp;
  let origin: Origin;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    clock.set("2026-11-24T12:00:00Z");
    origin = await openOrigin();
    origin.answer("/good", {
      body: good,
      headers: { "last-modified": "Tue, 24 Nov 2026 09:00:00 GMT" },
    });
  });
  afterEach(async () => {
    await app.close();
    await origin.close();
  });

  const start = async (paths: Record<string, string>): Promise<void> => {
    const sources = Object.entries(paths).map(([id, path]) => ({
      ...{ id, address: [path.startsWith("http") ? path : origin.url(path)] },
    }));
    app = await startTestApp(db, { clock, sources });
  };

  test("a source that answers garbage does not stop the others", async () => {
    origin.answer("/garbage", { body: Buffer.from([0xff, 0xfe, 0x00, 0x3c, 0x80]) });
    origin.answer("/page", { body: "<!doctype html><title>Down</title>" });
    origin.answer("/broken", { status: 500 });
    origin.answer("/bomb", {
      body: `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${"bcdefgh"
        .split("")
        .map((n, i) => `<!ENTITY ${n} "${`&${"abcdefgh"[i]};`.repeat(10)}">`)
        .join("")}]><rss><channel><title>&h;</title></channel></rss>`,
    });
    await start({
      ...{ garbage: "/garbage", page: "/page", broken: "/broken", absent: "/absent" },
      ...{ closed: "http://127.0.0.1:9/", bomb: "/bomb", good: "/good" },
    });
    const polled = await gather(app.parts.gather);
    const outcomes = Object.fromEntries(polled.map(({ source, outcome }) => [source, outcome]));
    expect(outcomes).toMatchObject({
      ...{ garbage: "not-a-feed", page: "not-a-feed", broken: "server-error", absent: "missing" },
      ...{ closed: "unreachable", good: "ok" },
    });
    expect(polled.find(({ source }) => source === "good")).toMatchObject({ added: 1 });
    const as = await app.key("editor");
    const { json } = await app.call("GET", "/api/sources", { as });
    const told = new Map(json.items.map((item) => [item.id as string, item]));
    expect(told.get("page")).toMatchObject({ detail: "the body is an HTML page" });
    expect(told.get("broken")).toMatchObject({ errors_in_a_row: 1 });
    expect(told.get("good")).toMatchObject({ errors_in_a_row: 0, outcome: "ok" });
  });

  test("a private address is refused unless the operator allows its range", async () => {
    await start({ inside: "http://10.0.0.1/feed", metadata: "http://169.254.169.254/" });
    const polled = await gather(app.parts.gather);
    expect(polled.map(({ outcome }) => outcome)).toEqual(["refused-address", "refused-address"]);
  });

  test("one that fails is asked later and later, and at once when it has recovered", async () => {
    origin.answer("/flaky", { status: 500 });
    await start({ flaky: "/flaky" });
    const waits: number[] = [];
    for (let failure = 0; failure < 4; failure += 1) {
      await gather(app.parts.gather);
      waits.push(await minutesToNextPoll());
      clock.advance({ minutes: Math.ceil(waits.at(-1) ?? 0) });
    }
    expect(waits.map((minutes) => Math.floor(minutes / 30))).toEqual([1, 2, 4, 8]);
    origin.answer("/flaky", { body: good });
    await gather(app.parts.gather);
    expect(Math.floor((await minutesToNextPoll()) / 30)).toBe(1);
  });

  test("what the database refuses is backed off like any failure, and recovers", async () => {
    await start({ good: "/good" });
    const { reader } = app.parts.gather;
    const parse: typeof reader.parse = async (input) => {
      const parsed = await reader.parse(input);
      if (parsed.outcome !== "ok") return parsed;
      const items = parsed.feed.items.map((item) => ({ ...item, publishedAt: "no moment" }));
      return { ...parsed, feed: { ...parsed.feed, items } };
    };
    const [failed] = await gather({ ...app.parts.gather, reader: { ...reader, parse } });
    expect(failed).toMatchObject({ outcome: "failed", added: 0 });
    expect(failed?.detail).not.toContain("insert");
    const as = await app.key("editor");
    const told = (await app.call("GET", "/api/sources/good", { as })).json;
    expect(told).toMatchObject({ outcome: "failed", errors_in_a_row: 1 });
    expect(await minutesToNextPoll()).toBeGreaterThanOrEqual(30);
    clock.advance({ hours: 2 });
    expect(await gather(app.parts.gather)).toMatchObject([{ outcome: "ok", added: 1 }]);
  });

  test("Retry-After is a floor that no interval undercuts", async () => {
    origin.answer("/busy", { status: 503, headers: { "retry-after": "86400" } });
    await start({ busy: "/busy" });
    await gather(app.parts.gather);
    expect(await minutesToNextPoll()).toBeGreaterThanOrEqual(1440);
  });

  test("none is polled before it is due, or while another polls it", async () => {
    await start({ good: "/good" });
    await Promise.all([gather(app.parts.gather), gather(app.parts.gather)]);
    await gather(app.parts.gather);
    expect(origin.requests).toHaveLength(1);
  });

  test("validators are echoed to the byte, and a 200 without them ends that", async () => {
    await start({ good: "/good" });
    const polls = async (): Promise<void> => {
      await gather(app.parts.gather);
      clock.advance({ hours: 1 });
    };
    await polls();
    origin.answer("/good", { body: good });
    await polls();
    await polls();
    const sent = origin.requests.map(({ headers }) => headers["if-modified-since"]);
    expect(sent).toEqual([undefined, "Tue, 24 Nov 2026 09:00:00 GMT", undefined]);
    expect(origin.requests[0]?.headers["user-agent"]).toMatch(/^Kawaraban\/\d+\.\d+\.\d+ \(\+http/);
    expect(origin.requests[0]?.headers).not.toHaveProperty("cookie");
  });

  test("one dropped from the configuration is retired, and comes back with its candidates", async () => {
    await start({ good: "/good", other: "/good" });
    await gather(app.parts.gather);
    await app.close();
    await start({ other: "/good" });
    const as = await app.key("editor");
    const retired = await app.call("GET", "/api/sources/good", { as });
    expect(retired.json).toMatchObject({ state: "retired", next_poll_at: null });
    clock.advance({ hours: 2 });
    const polled = await gather(app.parts.gather);
    expect(polled.map(({ source }) => source)).toEqual(["other"]);
    await app.close();
    await start({ good: "/good" });
    expect((await app.call("GET", "/api/sources/good", { as })).json).toMatchObject({
      state: "on",
    });
    const { json } = await app.call("GET", "/api/candidates?source=good", { as });
    expect(json.items).toHaveLength(1);
  });

  test("an editor polls by hand and reads what came of it", async () => {
    await start({ good: "/good" });
    const as = await app.key("editor");
    const polled = await app.call("POST", "/api/sources/good/poll", { as });
    expect(polled.json).toMatchObject({ outcome: "ok", items: 1, added: 1 });
    expect((await app.call("POST", "/api/sources/nobody/poll", { as })).status).toBe(404);
  });

  test.skipIf(!onServer())("many pollers on one PostgreSQL share the sources out", async () => {
    const paths = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`s${n}`, `/s${n}`]));
    for (const path of Object.values(paths)) origin.answer(path, { body: good });
    await start(paths);
    await Promise.all(Array.from({ length: 5 }, () => gather(app.parts.gather)));
    const asked = origin.requests.map(({ path }) => path);
    expect(asked.toSorted()).toEqual(Object.values(paths).toSorted());
  });

  async function minutesToNextPoll(): Promise<number> {
    const { json } = await app.call("GET", "/api/sources", { as: await app.key("editor") });
    const next = Temporal.Instant.from(String(json.items[0]?.next_poll_at));
    return clock().until(next).total("minutes");
  }
});
