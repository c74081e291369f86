// Replicas, other hubs, and servers that behave badly.

import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Db, rows } from "#db/types.ts";
import { acceptRequest } from "#websub/accept.ts";
import type { Hub } from "#websub/hub.ts";
import { makeCalls } from "#websub/make-calls.ts";
import { watchFeeds } from "#websub/watch.ts";
import { openTestDatabase } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";
import { openSubscriber, type Subscriber } from "../support/subscriber.ts";
import { type HubRoom, openHub, url } from "./open-hub.ts";

const topic = "/feeds/all.atom";
let db: Db;
let room: HubRoom;
let reader: Subscriber;

beforeEach(async () => {
  db = await openTestDatabase();
  reader = await openSubscriber();
  await open();
});
afterEach(async () => {
  await room.close();
  await reader.close();
});

async function open(options: Parameters<typeof openHub>[1] = {}): Promise<void> {
  room = openHub(db, options);
  await watchFeeds(room.hubbing);
}

/** The subscriber's server under a name of the test's. */
const at = (host: string, path = "/callback"): string =>
  reader.callback(path).replace("127.0.0.1", host);

function ask(callback: string, fields: Record<string, string> = {}): Promise<void> {
  const form = { "hub.mode": "subscribe", "hub.topic": url + topic, "hub.callback": callback };
  return acceptRequest(room.hubbing, new URLSearchParams({ ...form, ...fields }));
}

async function subscribe(...callbacks: string[]): Promise<void> {
  for (const callback of callbacks) await ask(callback);
  await makeCalls(room.hubbing);
  expect(reader.asked).toHaveLength(callbacks.length);
}

async function publish(text: string): Promise<void> {
  room.feeds.set(topic, text);
  await room.publish();
}

const calls = (): Promise<{ kind: string; attempt: number }[]> =>
  rows(db, sql`select kind, attempt from websub_call order by id`);
const subscriptions = async (): Promise<number> =>
  (await rows(db, sql`select 1 from websub_subscription`)).length;

describe("replicas", () => {
  test("share the subscribers, each of whom gets it once, and no host two at once", async () => {
    const hosts = ["one", "two", "three", "four"].map((name) => `${name}.example`);
    const callbacks = hosts.flatMap((host) => [at(host, "/a"), at(`feeds.${host}`, "/b")]);
    await subscribe(...callbacks);
    await publish("<feed>1</feed>");
    const open = new Map<string, number>();
    let together = 0;
    const replica = {
      ...room.hubbing,
      send: async (call: Parameters<typeof room.hubbing.send>[0]) => {
        const host = new URL(call.url).hostname.replace("feeds.", "");
        open.set(host, (open.get(host) ?? 0) + 1);
        together = Math.max(together, ...open.values());
        // Time for the others to claim what they should not.
        for (let n = 0; n < 10; n += 1) await db.execute(sql`select 1`);
        const called = await room.hubbing.send(call);
        open.set(host, (open.get(host) ?? 0) - 1);
        return called;
      },
    };
    const queued = await Promise.all([watchFeeds(replica), watchFeeds(replica)]);
    expect(queued.toSorted()).toEqual([0, 8]);
    const made = await Promise.all([makeCalls(replica), makeCalls(replica)]);
    expect(made[0] + made[1]).toBe(8);
    expect(reader.received).toHaveLength(8);
    expect(together).toBe(1);
  });

  test("that were held up for longer than their lease change nothing", async () => {
    await subscribe(at("slow.example"));
    await publish("<feed>1</feed>");
    await watchFeeds(room.hubbing);
    const { promise, resolve } = Promise.withResolvers<{ status: number }>();
    reader.take = () => promise;
    const slow = makeCalls(room.hubbing);
    await vi.waitFor(() => expect(reader.received).toHaveLength(1));
    const other = openHub(db);
    expect(await makeCalls(other.hubbing)).toBe(0);

    await db.execute(sql`update websub_call set lease_until = now() - interval '1 second'`);
    reader.take = () => ({ status: 500 });
    expect(await makeCalls(other.hubbing)).toBe(1);
    await other.close();
    resolve({ status: 410 });
    await slow;
    expect(reader.received).toHaveLength(2);
    expect(await calls()).toEqual([{ kind: "deliver", attempt: 2 }]);
    expect(await subscriptions()).toBe(1);
  });

  test("that find a feed as it was queue nothing, whatever was published", async () => {
    await subscribe(at("reader.example"));
    await room.publish();
    expect(await watchFeeds(room.hubbing)).toBe(0);
    await publish("<feed>1</feed>");
    expect(await watchFeeds(room.hubbing)).toBe(1);
    expect(await watchFeeds(room.hubbing)).toBe(0);
  });

  test("that die while looking leave it to the others a minute later", async () => {
    await subscribe(at("reader.example"));
    await publish("<feed>1</feed>");
    const dying = { ...room.hubbing.topics, read: () => Promise.reject(new Error("broken")) };
    await expect(watchFeeds({ ...room.hubbing, topics: dying })).rejects.toThrow("broken");
    expect(await watchFeeds(room.hubbing)).toBe(1);
    await publish("<feed>2</feed>");
    await db.execute(sql`update websub_watch set token = gen_random_uuid(),
      lease_until = now() + interval '1 minute'`);
    expect(await watchFeeds(room.hubbing)).toBe(0);
    await db.execute(sql`update websub_watch set lease_until = now()`);
    expect(await watchFeeds(room.hubbing)).toBe(1);
  });
});

describe("a change that comes while the one before is on its way", () => {
  test("goes out after it", async () => {
    await subscribe(at("reader.example"));
    await publish("<feed>1</feed>");
    await watchFeeds(room.hubbing);
    const { promise, resolve } = Promise.withResolvers<{ status: number }>();
    reader.take = () => promise;
    const first = makeCalls(room.hubbing);
    await vi.waitFor(() => expect(reader.received).toHaveLength(1));
    await publish("<feed>2</feed>");
    await watchFeeds(room.hubbing);
    resolve({ status: 204 });
    await first;
    expect(reader.received.map(({ body }) => body.toString())).toEqual([
      "<feed>1</feed>",
      "<feed>2</feed>",
    ]);
  });

  test("is not sent twice where the one before held it already", async () => {
    await subscribe(at("reader.example"));
    await publish("<feed>1</feed>");
    await watchFeeds(room.hubbing);
    room.feeds.set(topic, "<feed>2</feed>");
    await makeCalls(room.hubbing);
    await room.publish();
    expect(await watchFeeds(room.hubbing)).toBe(1);
    await makeCalls(room.hubbing);
    expect(reader.received.map(({ body }) => body.toString())).toEqual(["<feed>2</feed>"]);
  });
});

describe("a callback", () => {
  test("whose name leads to a private address is never called", async () => {
    await room.close();
    await open({ allowCidrs: [] });
    await ask(at("reader.example"));
    await expect(ask(at("127.0.0.1"))).rejects.toThrow("127.0.0.1, which is not a public address");
    expect(await makeCalls(room.hubbing)).toBe(1);
    expect([reader.asked, await calls()]).toEqual([[], []]);
  });

  test("that cannot be reached is asked three times", async () => {
    await ask(`http://127.0.0.1:${await freePort()}/`);
    for (const minutes of [1, 5]) {
      await makeCalls(room.hubbing);
      expect(await calls()).toHaveLength(1);
      room.clock.advance({ minutes });
    }
    await makeCalls(room.hubbing);
    expect(await calls()).toEqual([]);
  });

  test("that answers a question with a flood is not subscribed", async () => {
    reader.confirm = (query) => ({
      status: 200,
      body: query.get("hub.challenge")?.padEnd(100_000, " ") ?? "",
    });
    await ask(at("reader.example"));
    await makeCalls(room.hubbing);
    expect([await subscriptions(), await calls()]).toEqual([0, []]);
  });

  test("that is asked for again meanwhile is asked about what came last", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const held = {
      ...room.hubbing,
      send: (call: Parameters<typeof room.hubbing.send>[0]) =>
        promise.then(() => room.hubbing.send(call)),
    };
    await ask(at("reader.example"));
    const asking = makeCalls(held);
    await vi.waitFor(async () => expect(await calls()).toMatchObject([{ attempt: 1 }]));
    await ask(at("reader.example"), { "hub.mode": "unsubscribe" });
    resolve();
    await asking;
    expect(reader.asked.map(({ query }) => query.get("hub.mode"))).toEqual([
      "subscribe",
      "unsubscribe",
    ]);
    expect(await subscriptions()).toBe(0);
  });

  test("may be one of 200 of its host's, and renews even then", async () => {
    await db.execute(sql`
      insert into websub_subscription (topic, callback, host, verified_at, expires_at)
      select ${topic}, 'https://a.many.example/' || n, 'many.example', now(), now() + interval '100 years'
      from generate_series(1, 200) n`);
    await expect(ask("https://b.many.example/201")).rejects.toMatchObject({ status: 429 });
    await ask("https://a.many.example/200");
    await ask("https://few.example/");
    const left = await rows(db, sql`select 1 from websub_call`);
    expect(left).toHaveLength(2);
  });

  test("is refused where the hub is full", async () => {
    await db.execute(sql`
      insert into websub_subscription (topic, callback, host, verified_at, expires_at)
      select '/search.atom?q=' || n, 'https://reader.example/' || n, 'h' || n, now(), now()
      from generate_series(1, 1000) n`);
    await expect(ask("https://few.example/")).rejects.toMatchObject({ status: 503 });
  });
});

test("subscribers of a feed that is gone are told so", async () => {
  await subscribe(at("one.example"), at("two.example"));
  room.feeds.delete(topic);
  await room.publish();
  expect(await watchFeeds(room.hubbing)).toBe(2);
  expect(await subscriptions()).toBe(0);
  reader.confirm = () => ({ status: 404 });
  await makeCalls(room.hubbing);
  expect(reader.asked.slice(2).map(({ query }) => Object.fromEntries(query))).toEqual(
    [1, 2].map(() => ({
      "hub.mode": "denied",
      "hub.topic": url + topic,
      "hub.reason": "The archive has no such feed any more.",
    })),
  );
  expect(await calls()).toEqual([]);
});

describe("a hub elsewhere", () => {
  const external = (): Hub => ({ kind: "external", address: at("hub.example", "/publish") });

  test("is told of each feed that has changed, and again where it did not listen", async () => {
    await room.close();
    await open({ hub: external() });
    await publish("<feed>1</feed>");
    expect(await watchFeeds(room.hubbing)).toBe(1);
    reader.take = () => ({ status: 502 });
    await makeCalls(room.hubbing);
    room.clock.advance({ minutes: 1 });
    reader.take = () => ({ status: 204 });
    await makeCalls(room.hubbing);
    expect(reader.received).toHaveLength(2);
    const [, { path, headers, body } = { path: "", headers: {}, body: "" }] = reader.received;
    expect([path, headers["content-type"]]).toEqual([
      "/publish",
      "application/x-www-form-urlencoded",
    ]);
    expect(Object.fromEntries(new URLSearchParams(body.toString()))).toEqual({
      "hub.mode": "publish",
      "hub.url": url + topic,
    });
    expect(await calls()).toEqual([]);
    await room.publish();
    expect(await watchFeeds(room.hubbing)).toBe(0);
  });
});
