// What open desks are told: everything, once, in one order, also after a break.

import { connect, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "#base/clock.ts";
import { connectServer } from "#db/open.ts";
import { type Db, rows } from "#db/types.ts";
import { addAudits } from "#editors/audit.ts";
import { addEvents, dropOldEvents } from "#editors/events.ts";
import { revokeKey } from "#editors/keys.ts";
import { startTestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { onServer, openTestDatabase, testDatabaseUrl } from "../support/database.ts";
import { type EventClient, followEvents } from "../support/event-client.ts";
import { act, at, type EventRoom, editor, fillEvents, openEventRoom } from "./event-room.ts";

let db: Db;
let room: EventRoom;

beforeEach(async () => {
  db = await openTestDatabase();
  room = await openEventRoom(db);
});
afterEach(() => room.close());

const subjects = async (client: EventClient, count: number): Promise<unknown[]> =>
  (await client.take(count)).map(({ data }) => data.subject);

/** However busy the machine is. */
const eventually = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(check, { timeout: 25_000, interval: 20 });

describe("an act", () => {
  test("reaches two open desks, in the same order", async () => {
    const first = await room.follow();
    const second = await room.follow({ as: (await room.key("another")).key });
    expect(await first.next()).toEqual({ id: "0", event: "hello", data: { number: 0 } });
    expect((await second.next()).event).toBe("hello");
    const done = Array.from({ length: 20 }, (_, n) => `stack:${n + 1}`);
    await Promise.all(done.map((subject) => act(db, subject)));
    const seen = await first.take(20);
    expect(await second.take(20)).toEqual(seen);
    expect(seen.map(({ data }) => data.number)).toEqual(done.map((_, n) => n + 1));
    expect(seen.map(({ data }) => data.subject).toSorted()).toEqual(done.toSorted());
  });

  test("is told with who, what, when and what became of it", async () => {
    const client = await room.follow();
    await act(db, "stack:12", { state: "accepted", version: 2 });
    await addEvents(db, [{ at, subject: "candidate:7", act: "stack", after: { stack: 12 } }]);
    const [, accepted, stacked] = await client.take(3);
    expect(accepted).toEqual({
      id: "1",
      event: "stack",
      data: {
        ...{ number: 1, at: "2026-11-24T12:00:00Z", subject: "stack:12", act: "accept" },
        ...{ actor: "person:hanako", actor_name: "山田 花子" },
        after: { state: "accepted", version: 2 },
      },
    });
    expect(stacked).toMatchObject({
      event: "candidate",
      data: { number: 2, act: "stack", actor: null, actor_name: null, after: { stack: 12 } },
    });
  });

  test("that was rolled back is told to nobody", async () => {
    const client = await room.follow();
    const undone = db.transaction(async (db) => {
      await addAudits(db, [{ at, actor: editor, act: "accept", subject: "stack:1" }]);
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    await act(db, "stack:2");
    const [, told] = await client.take(2);
    expect(told?.data).toMatchObject({ subject: "stack:2", number: 1 });
  });

  test("on keys and people is not told, and stays in the trail", async () => {
    const client = await room.follow();
    await act(db, "person:9");
    await act(db, "key:9");
    await act(db, "stack:9");
    expect(await subjects(client, 2)).toEqual([undefined, "stack:9"]);
    const [trail] = await rows<{ n: number }>(
      db,
      sql`select count(*)::int as n from audit where subject in ('person:9', 'key:9', 'stack:9')`,
    );
    expect(trail?.n).toBe(3);
  });

  test("is told without its long texts, in a kilobyte", async () => {
    const client = await room.follow();
    const notes = Array.from({ length: 60 }, (_, n) => [`note_${n}`, "港の訓練について".repeat(9)]);
    await act(db, "entry:3", {
      ...{ summary: "訓練があった。".repeat(40), text: { lead: "x".repeat(500) }, ...{} },
      ...Object.fromEntries(notes),
      ...{ topics: ["harbour"], state: "draft", version: 4, nothing: undefined },
    });
    const [, told] = await client.take(2);
    const after = told?.data.after as Record<string, unknown>;
    expect(after).toMatchObject({ state: "draft", version: 4, topics: ["harbour"] });
    expect(Object.keys(after)).not.toEqual(expect.arrayContaining(["summary"]));
    expect(Object.keys(after)).not.toEqual(expect.arrayContaining(["text"]));
    const size = Buffer.byteLength(JSON.stringify(after));
    expect(size).toBeGreaterThan(500);
    expect(size).toBeLessThan(1_200);
  });

  test("is passed on where its kind was asked for", async () => {
    const client = await room.follow({ query: "?subjects=entry,source" });
    for (const subject of ["stack:1", "entry:1", "candidate:1", "source:wire"]) {
      await act(db, subject);
    }
    expect(await subjects(client, 3)).toEqual([undefined, "entry:1", "source:wire"]);
  });
});

describe("a stream", () => {
  test("says what a proxy and a browser have to know", async () => {
    const { status, headers } = await room.follow();
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    });
    const authorization = `Bearer ${(await room.key()).key}`;
    const head = await fetch(room.url, { method: "HEAD", headers: { authorization } });
    expect(head.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  });

  test("is for editors", async () => {
    expect((await fetch(room.url)).status).toBe(401);
    const strange = await room.follow({ query: "?colour=red" });
    expect(strange.status).toBe(422);
  });

  test("goes on after the last event that a client has", async () => {
    for (const n of [1, 2, 3, 4]) await act(db, `stack:${n}`);
    const byHeader = await room.follow({ lastId: "2", query: "?after=1" });
    expect(await subjects(byHeader, 2)).toEqual(["stack:3", "stack:4"]);
    const byAddress = await room.follow({ query: "?after=0" });
    expect(await subjects(byAddress, 4)).toEqual([1, 2, 3, 4].map((n) => `stack:${n}`));
    const latest = await room.follow({ lastId: "4" });
    await act(db, "stack:5");
    for (const client of [byHeader, byAddress, latest]) {
      expect(await subjects(client, 1)).toEqual(["stack:5"]);
    }
  });

  test.each([
    ["from the future", "3"],
    ["negative", "-1"],
    ["no number", "x'--"],
    ["too long", "9".repeat(400)],
    ["broken", "1.5"],
  ])("that is asked to go on from an id that is %s begins anew", async (_, lastId) => {
    for (const n of [1, 2]) await act(db, `stack:${n}`);
    const client = await room.follow({ lastId });
    expect(await client.next()).toEqual({ id: "2", event: "reset", data: { number: 2 } });
    await act(db, "stack:3");
    expect((await client.next()).data).toMatchObject({ number: 3, subject: "stack:3" });
  });

  test("begins anew where what came next is not kept any more", async () => {
    const before = at.add({ hours: 1 });
    for (const n of [1, 2, 3]) await act(db, `stack:${n}`);
    await addEvents(db, [{ at: before, subject: "stack:4", act: "expire" }]);
    await act(db, "stack:5");
    expect(await dropOldEvents(db, before)).toBe(3);
    const kept = await room.follow({ lastId: "3" });
    expect(await subjects(kept, 2)).toEqual(["stack:4", "stack:5"]);
    const lost = await room.follow({ lastId: "2" });
    expect(await lost.next()).toEqual({ id: "5", event: "reset", data: { number: 5 } });
    expect(await dropOldEvents(db, before.add({ hours: 1 }))).toBe(2);
    const empty = await room.follow({ lastId: "5" });
    expect((await (await room.follow({ lastId: "4" })).next()).event).toBe("reset");
    await act(db, "stack:6");
    expect((await empty.next()).data).toMatchObject({ number: 6, subject: "stack:6" });
  });

  test("of more than is kept in memory is read from the database", async () => {
    const many = Array.from({ length: 2_500 }, (_, n) => ({
      ...{ at, act: "expire", subject: `stack:${n + 1}` },
    }));
    await addEvents(db, many);
    const client = await room.follow({ lastId: "0" });
    expect(await subjects(client, many.length)).toEqual(many.map(({ subject }) => subject));
  });

  test("shows that it lives, and moves the place of a client that hears nothing", async () => {
    const beating = await openEventRoom(db, { beatMs: 20 });
    const client = await beating.follow({ query: "?subjects=entry" });
    await client.next();
    for (const subject of ["stack:1", "entry:1"]) await act(db, subject);
    await client.next();
    await act(db, "stack:2");
    await client.until(/\n:\nid: 3\n\n/);
    await beating.close();
  });

  test("outlives a database that fails for a moment", async () => {
    const client = await room.follow();
    await client.next();
    await db.execute(sql`alter table event rename to event_away`);
    await eventually(() => expect(room.logged()).toContain("events not read"));
    await db.execute(sql`alter table event_away rename to event`);
    await act(db, "stack:1");
    expect(await subjects(client, 1)).toEqual(["stack:1"]);
    expect(room.logged().match(/events not read/g)).toHaveLength(1);
  });
});

describe("two hundred writes at once", () => {
  test("are told to a client that breaks off and comes back, none lost and none twice", async () => {
    const other = onServer() ? connectServer(testDatabaseUrl() ?? "") : null;
    const writers = [db, other?.db ?? db].map(async (db, writer) => {
      for (let n = 0; n < 100; n += 1) await act(db, `stack:${writer}-${n}`);
    });
    const seen: number[] = [];
    const told = new Set<unknown>();
    for (let lastId = "0"; seen.length < 200; ) {
      const client = await room.follow({ lastId });
      for (const { id, data } of await client.take(Math.min(7, 200 - seen.length))) {
        lastId = id;
        seen.push(data.number);
        told.add(data.subject);
      }
      client.close();
    }
    await Promise.all(writers);
    await other?.close();
    expect(seen).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
    expect(told.size).toBe(200);
  });

  test.runIf(onServer())(
    "from transactions that end in another order than they began",
    async () => {
      const client = await room.follow();
      await client.next();
      const holding = Promise.withResolvers<void>();
      const written = Promise.withResolvers<void>();
      const slow = db.transaction(async (db) => {
        await addAudits(db, [{ at, actor: editor, act: "accept", subject: "stack:slow" }]);
        written.resolve();
        await holding.promise;
      });
      await written.promise;
      await act(db, "stack:quick");
      expect((await client.next()).data).toMatchObject({ number: 1, subject: "stack:quick" });
      const ids = await rows<{ subject: string; id: number }>(
        db,
        sql`select subject, id::int as id from event`,
      );
      expect(ids).toEqual([{ subject: "stack:quick", id: 2 }]);
      holding.resolve();
      await slow;
      expect((await client.next()).data).toMatchObject({ number: 2, subject: "stack:slow" });
      const resumed = await room.follow({ lastId: "1" });
      expect(await subjects(resumed, 1)).toEqual(["stack:slow"]);
    },
  );

  test.runIf(onServer())("are numbered once by two replicas", async () => {
    const database = connectServer(testDatabaseUrl() ?? "");
    const replica = await openEventRoom(database.db, { pollMs: 1 });
    const here = await room.follow();
    const there = await replica.follow();
    await Promise.all([here.next(), there.next()]);
    const done = Array.from({ length: 200 }, (_, n) => `stack:${n + 1}`);
    const writing = done.map((subject, n) => act(n % 2 ? db : database.db, subject));
    const seen = await here.take(200);
    expect(await there.take(200)).toEqual(seen);
    expect(seen.map(({ data }) => data.number)).toEqual(done.map((_, n) => n + 1));
    expect(new Set(seen.map(({ data }) => data.subject)).size).toBe(200);
    await Promise.all(writing);
    await replica.close();
    await database.close();
  });
});

describe("the places at the stream", () => {
  test("are eight for each, and free again when they are left", async () => {
    const clients: EventClient[] = [];
    for (let n = 0; n < 8; n += 1) clients.push(await room.follow());
    const refused = await room.follow();
    expect(refused.status).toBe(429);
    expect((await room.follow({ as: (await room.key("another")).key })).status).toBe(200);
    clients[3]?.close();
    await eventually(async () => expect((await room.follow()).status).toBe(200));
  });

  test("are limited for all together", async () => {
    const small = await openEventRoom(db, { seats: 2 });
    expect((await small.follow()).status).toBe(200);
    const { key } = await small.key("another");
    expect((await small.follow({ as: key })).status).toBe(200);
    const refused = await small.follow({ as: key });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"]);
    await small.close();
  });

  test("are taken away with the right to them", async () => {
    const beating = await openEventRoom(db, { beatMs: 20 });
    const { id, key } = await beating.key("leaving");
    const staying = await beating.follow();
    const leaving = await beating.follow({ as: key });
    await revokeKey(db, id, { by: editor, now: at });
    await leaving.ended();
    expect((await beating.follow({ as: key })).status).toBe(401);
    await act(db, "stack:1");
    expect(await subjects(staying, 2)).toEqual([undefined, "stack:1"]);
    await beating.close();
  });

  test("end with the server", async () => {
    const closing = await openEventRoom(db);
    const client = await closing.follow();
    const ended = client.ended();
    await closing.close();
    await ended;
    await expect(fetch(closing.url)).rejects.toThrow();
  });
});

describe("a client that does not read", () => {
  /** A socket that takes what its buffer takes. */
  async function connectDeaf(to: EventRoom): Promise<Socket> {
    const { hostname, port, pathname } = new URL(to.url);
    const socket = connect(Number(port), hostname).pause();
    const head = `authorization: Bearer ${(await to.key()).key}\r\nhost: desk.example\r\n`;
    socket.write(`GET ${pathname}?after=0 HTTP/1.1\r\n${head}\r\n`);
    return socket.on("error", () => {});
  }

  test("is dropped, and the others hear what they heard before", async () => {
    await fillEvents(db);
    const strict = await openEventRoom(db, { stallMs: 50 });
    const client = await strict.follow();
    const deaf = await connectDeaf(strict);
    await eventually(() => expect(strict.logged()).toContain('"ending":"slow"'));
    await act(db, "stack:2");
    expect(await subjects(client, 2)).toEqual([undefined, "stack:2"]);
    deaf.destroy();
    await strict.close();
  });

  test("does not keep a server from closing", async () => {
    await fillEvents(db);
    const closing = await openEventRoom(db);
    const deaf = await connectDeaf(closing);
    await eventually(() => expect(closing.isWaiting()).toBe(true));
    await closing.close();
    expect(closing.logged()).toContain('"ending":"left"');
    deaf.destroy();
  });
});

describe("the running archive", () => {
  test("tells, forgets after a week, and closes with streams open", async () => {
    // Near the database's, by which claims are dated.
    const clock = testClock(systemClock().toString());
    const app = await startTestApp(db, { clock });
    const [hanako, taro] = [await app.key("editor", "hanako"), await app.key("editor", "taro")];
    const desk = await followEvents(`${app.url}/api/events`, { as: taro });
    const begun = Number((await desk.next()).id);
    const draft = { date: "2026-11-24", source: "潮見新報", title: "港の訓練", language: "ja" };
    const made = await app.call("POST", "/api/entries", { as: hanako, body: draft });
    expect(made.status).toBe(201);
    const told = await desk.next();
    expect(told).toMatchObject({ event: "entry", data: { actor_name: "hanako" } });
    expect(told.data.subject).toBe(`entry:${made.json.id}`);

    const events = () =>
      rows<{ n: number }>(
        db,
        sql`select count(*)::int as n from event where subject like 'entry:%'`,
      );
    expect((await events())[0]?.n).toBeGreaterThan(0);
    clock.advance({ hours: 24 * 8 });
    await app.runDue();
    expect((await events())[0]?.n).toBe(0);
    const back = await followEvents(`${app.url}/api/events?after=${begun}`, { as: taro });
    expect((await back.next()).event).toBe("reset");

    const ended = Promise.all([desk.ended(), back.ended()]);
    await app.close();
    await ended;
  });
});
