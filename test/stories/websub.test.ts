// A feed reader subscribes to the archive's own hub, and hears of what is published at once.

import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Db, rows } from "#db/types.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type DeskWork, deskWork } from "../support/desk-work.ts";
import { expectedSignature, openSubscriber, type Subscriber } from "../support/subscriber.ts";

describe("a subscriber of the archive's hub", () => {
  let app: TestApp;
  let db: Db;
  let desk: DeskWork;
  let hub: string;
  let who: { writer: string; approver: string };
  let admin: string;
  let reader: Subscriber;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeAll(async () => {
    db = await openTestDatabase();
    app = await startTestApp(db, { clock, hub: "built-in" });
    desk = deskWork(app);
    hub = `${app.url}/websub`;
    const approver = await app.key("approver");
    who = { writer: approver, approver };
    admin = await app.key("admin");
    await app.runDue(); // From here on publications count.
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    reader = await openSubscriber();
  });
  afterEach(async () => {
    await reader.close();
    await db.execute(sql`truncate websub_subscription, websub_call, websub_topic`);
    clock.advance({ hours: 24 });
  });

  const topic = (path = "/feeds/all.atom"): string => app.url + path;
  const feed = async (path = "/feeds/all.atom"): Promise<string> =>
    (await fetch(topic(path))).text();

  async function subscribe(fields: Record<string, string> = {}): Promise<void> {
    const asked = reader.asked.length;
    const { status } = await reader.ask(hub, { "hub.topic": topic(), ...fields });
    expect(status).toBe(202);
    await app.runDue();
    expect(reader.asked).toHaveLength(asked + 1);
  }
  const publish = (said: object = {}) => desk.published(who, said);
  const subscriptions = async (): Promise<Record<string, unknown>[]> =>
    (await app.call("GET", "/api/websub/subscriptions", { as: admin })).json.items;

  test("is asked whether it wants this, and then gets the feed itself, signed", async () => {
    await subscribe({ "hub.secret": "潮の香り", "hub.lease_seconds": "864000" });
    const [{ query } = { query: new URLSearchParams() }] = reader.asked;
    expect(Object.fromEntries(query)).toEqual({
      "hub.mode": "subscribe",
      "hub.topic": topic(),
      "hub.challenge": expect.stringMatching(/^[\w-]{32}$/),
      "hub.lease_seconds": "864000",
    });

    const { archiveId } = await publish();
    await app.runDue();
    const [got] = reader.received;
    expect(got?.body.toString()).toBe(await feed());
    expect(got?.body.toString()).toContain(archiveId);
    expect(got?.headers).toMatchObject({
      "content-type": "application/atom+xml; charset=utf-8",
      link: `<${hub}>; rel="hub", <${topic()}>; rel="self"`,
      "x-hub-signature": expectedSignature(got?.body ?? Buffer.alloc(0), "潮の香り"),
    });
    await app.runDue();
    expect(reader.received).toHaveLength(1);

    const { json } = await app.call("GET", "/api/websub/subscriptions", { as: admin });
    expect(json).toMatchObject({
      hub,
      counts: { subscriptions: 1, topics: 1, failing: 0, calls: 0 },
      items: [{ topic: topic(), callback: reader.callback(), signed: true, outcome: "204" }],
      next: null,
    });
    expect(JSON.stringify(json)).not.toContain("潮の香り");
  });

  test("without a secret gets no signature, in whatever format it asked for", async () => {
    await subscribe({ "hub.topic": topic("/feeds/topics/harbour.json") });
    await publish();
    await app.runDue();
    const [got] = reader.received;
    expect(got?.headers["x-hub-signature"]).toBeUndefined();
    expect(got?.headers["content-type"]).toBe("application/feed+json; charset=utf-8");
    expect(got?.body.toString()).toBe(await feed("/feeds/topics/harbour.json"));
  });

  test("hears once of many publications, of a correction, and not of other topics", async () => {
    await subscribe({ "hub.topic": topic("/feeds/topics/harbour.atom") });
    const { archiveId, path } = await publish();
    await publish();
    await app.runDue();
    expect(reader.received).toHaveLength(1);

    await publish({ topics: ["us-japan"] });
    await app.runDue();
    expect(reader.received).toHaveLength(1);

    const corrected = await app.call("POST", `/api/entries/${archiveId}/correct`, {
      as: who.writer,
      body: { reason: "誤記" },
    });
    const draft = String(corrected.headers.get("location"));
    await desk.edit(draft, who.writer, { summary: "訓練は延期された。" });
    await desk.publish(draft, who);
    await app.runDue();
    expect(reader.received).toHaveLength(2);
    expect(reader.received[1]?.body.toString()).toContain("訓練は延期された。");

    expect((await desk.act(path, "withdraw", who.approver, { reason: "誤報" })).status).toBe(200);
    await app.runDue();
    expect(reader.received).toHaveLength(3);
    const last = reader.received[2]?.body.toString();
    expect(last).not.toContain(`/entries/${archiveId}`);
    expect(last).toMatch(new RegExp(`<at:deleted-entry ref="[^"]*:${archiveId}"`));
  });

  test("may wait for a source, and for a question", async () => {
    const asked = `/search.atom?q=${encodeURIComponent("潮騒")}`;
    const own = `/feeds/sources/${encodeURIComponent("潮見新報")}.atom`;
    await publish({ source: "潮見新報" });
    await app.runDue();
    await subscribe({ "hub.topic": topic(own) });
    await subscribe({ "hub.topic": topic(asked), "hub.callback": reader.callback("/question") });
    await publish({ source: "潮見新報", title: "潮騒の観測はじまる" });
    await app.runDue();
    await publish({ source: "瓦版通信", title: "別の話題" });
    await app.runDue();
    expect(reader.received).toHaveLength(2);
    for (const { body } of reader.received) expect(body.toString()).toContain("潮騒の観測");
  });

  test("what is pushed to the archive with a forged signature is refused, and kept nowhere", async () => {
    // Case 61 of the hostile sources: the archive polls, and has no address that takes a delivery.
    const headers = {
      "content-type": "application/atom+xml",
      "x-hub-signature": `sha256=${"0".repeat(64)}`,
    };
    const body = await feed();
    for (const path of ["/websub", "/feeds/all.atom", "/api/candidates"]) {
      const { status } = await fetch(app.url + path, { method: "POST", headers, body });
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
    expect((await app.call("GET", "/api/candidates", { as: admin })).json.items).toEqual([]);
  });

  test("that does not give the challenge back gets nothing", async () => {
    reader.confirm = () => ({ status: 200, body: "yes, please" });
    await subscribe();
    reader.confirm = () => ({ status: 404 });
    await subscribe();
    const elsewhere = { location: reader.callback("/elsewhere") };
    reader.confirm = () => ({ status: 302, headers: elsewhere });
    await subscribe();
    await publish();
    await app.runDue();
    expect([reader.received, reader.asked.length]).toEqual([[], 3]);
    expect(await subscriptions()).toEqual([]);
  });

  test("that left, confirmed in the same way, gets nothing more", async () => {
    await subscribe();
    reader.confirm = () => ({ status: 404 });
    await subscribe({ "hub.mode": "unsubscribe" });
    expect(await subscriptions()).toHaveLength(1); // Somebody else asked.

    reader.confirm = (query) => ({ status: 200, body: query.get("hub.challenge") ?? "" });
    await subscribe({ "hub.mode": "unsubscribe" });
    expect(reader.asked.at(-1)?.query.get("hub.mode")).toBe("unsubscribe");
    await publish();
    await app.runDue();
    expect(reader.received).toEqual([]);
  });

  test("keeps the query of its callback", async () => {
    const callback = reader.callback("/callback?token=a%20b&hub.mode=mine");
    await subscribe({ "hub.callback": callback });
    expect(reader.asked[0]?.query.getAll("hub.mode")).toEqual(["mine", "subscribe"]);
    expect((await subscriptions())[0]).toMatchObject({ callback });
  });

  test("renews, with another secret and a later end", async () => {
    await subscribe({ "hub.secret": "first", "hub.lease_seconds": "7200" });
    clock.advance({ hours: 1 });
    await subscribe({ "hub.secret": "second", "hub.lease_seconds": "7200" });
    clock.advance({ minutes: 90 });
    await publish();
    await app.runDue();
    const [got] = reader.received;
    expect(got?.headers["x-hub-signature"]).toBe(
      expectedSignature(got?.body ?? Buffer.alloc(0), "second"),
    );
    expect(await subscriptions()).toHaveLength(1);
  });

  test("whose time is over gets nothing, and is forgotten in the night", async () => {
    await subscribe({ "hub.lease_seconds": "60" });
    expect(reader.asked[0]?.query.get("hub.lease_seconds")).toBe("3600");
    clock.advance({ minutes: 61 });
    await publish();
    await app.runDue();
    expect(reader.received).toEqual([]);
    clock.advance({ hours: 24 });
    await app.runDue();
    expect(await subscriptions()).toEqual([]);
  });

  test("that fails is tried again, later and later, with what is newest by then", async () => {
    await subscribe();
    reader.take = () => ({ status: 500 });
    await publish();
    await app.runDue();
    await app.runDue();
    expect(reader.received).toHaveLength(1);
    expect((await subscriptions())[0]).toMatchObject({
      ...{ outcome: "500", failing_since: clock().toString(), delivered_at: null },
      waiting: { attempt: 1, next_at: clock().add({ minutes: 1 }).toString() },
    });

    const newer = await publish();
    await app.runDue();
    expect(reader.received).toHaveLength(1); // News does not shorten the wait.

    clock.advance({ minutes: 1 });
    reader.take = () => ({ status: 503, headers: { "retry-after": "3600" } });
    await app.runDue();
    clock.advance({ minutes: 59 });
    await app.runDue();
    expect(reader.received).toHaveLength(2);

    clock.advance({ minutes: 1 });
    reader.take = () => ({ status: 202 });
    await app.runDue();
    expect(reader.received).toHaveLength(3);
    expect(reader.received[2]?.body.toString()).toContain(newer.archiveId);
    expect((await subscriptions())[0]).toMatchObject({
      ...{ outcome: "202", failing_since: null, waiting: null },
    });
    clock.advance({ hours: 24 });
    await app.runDue();
    expect(reader.received).toHaveLength(3);
  });

  test("that redirects is not followed", async () => {
    await subscribe();
    reader.take = () => ({ status: 307, headers: { location: reader.callback("/elsewhere") } });
    await publish();
    await app.runDue();
    expect(reader.received.map(({ path }) => path)).toEqual(["/callback"]);
    expect((await subscriptions())[0]).toMatchObject({ outcome: "307" });
  });

  test("that is gone, or has failed for three days, is subscribed no more", async () => {
    await subscribe();
    reader.take = () => ({ status: 410 });
    await publish();
    await app.runDue();
    expect(await subscriptions()).toEqual([]);

    await subscribe();
    reader.take = () => ({ status: 500 });
    await publish();
    await app.runDue();
    clock.advance({ hours: 71 });
    await app.runDue();
    expect(await subscriptions()).toHaveLength(1);
    clock.advance({ hours: 6 });
    await app.runDue();
    expect(await subscriptions()).toEqual([]);
    const left = await rows(db, sql`select 1 from websub_call`);
    expect(left).toEqual([]);
  });

  test("is told when an admin ends the subscription", async () => {
    await subscribe();
    const [{ id } = {}] = await subscriptions();
    const path = `/api/websub/subscriptions/${id}`;
    expect((await app.call("DELETE", path, { as: who.approver })).status).toBe(403);
    expect((await app.call("DELETE", path, { as: admin })).status).toBe(204);
    expect((await app.call("DELETE", path, { as: admin })).status).toBe(404);
    await app.runDue();
    expect(Object.fromEntries(reader.asked.at(-1)?.query ?? [])).toEqual({
      "hub.mode": "denied",
      "hub.topic": topic(),
      "hub.reason": "The archive has ended this subscription.",
    });
    await publish();
    await app.runDue();
    expect(reader.received).toEqual([]);
  });

  test("is sent to another time when a process dies between the sending and the note of it", async () => {
    await subscribe();
    const first = await publish();
    await app.runDue();
    // As the database is left by a kill after the answer: the delivery is held, and its time runs out.
    await db.execute(sql`
      insert into websub_call (kind, topic, callback, host, attempt, next_at, lease_token, lease_until)
      select 'deliver', topic, callback, host, 1, verified_at, gen_random_uuid(), now() + interval '1 hour'
      from websub_subscription`);
    await db.execute(
      sql`update websub_subscription set delivered_etag = null, delivered_at = null`,
    );
    await app.runDue();
    expect(reader.received).toHaveLength(1);
    await db.execute(sql`update websub_call set lease_until = now() - interval '1 second'`);
    await app.runDue();
    await app.runDue();
    expect(reader.received).toHaveLength(2);
    expect(reader.received[1]?.body.toString()).toContain(first.archiveId);
  });

  test.each([
    [{ "hub.mode": "publish" }, 400, "hub.mode is to be subscribe or unsubscribe"],
    [{ "hub.topic": "https://elsewhere.example/feed" }, 404, "hub.topic is not an address of"],
    [{ "hub.topic": "nothing" }, 400, "hub.topic is no address"],
    [{ "hub.callback": "" }, 400, "hub.callback is not an http or https address"],
    [{ "hub.callback": "ftp://reader.example/" }, 400, "not an http or https address"],
    [{ "hub.callback": "https://a:b@reader.example/" }, 400, "an address with a sign-in"],
    [{ "hub.callback": `https://reader.example/${"x".repeat(1_000)}` }, 400, "over 1000"],
    [{ "hub.callback": "http://10.0.0.7/callback" }, 400, "10.0.0.7, which is not a public"],
    [{ "hub.callback": "http://[::ffff:a00:7]/" }, 400, "not a public address"],
    [{ "hub.secret": "x".repeat(200) }, 400, "hub.secret is to be less than 200 bytes"],
    [{ "hub.lease_seconds": "a week" }, 400, "hub.lease_seconds is to be a whole number"],
  ] as [Record<string, string>, number, string][])(
    "is told what is wrong: case %#",
    async (fields, status, sentence) => {
      const refused = await reader.ask(hub, { "hub.topic": topic(), ...fields });
      expect(refused).toEqual({ status, text: expect.stringContaining(sentence) });
    },
  );

  test("cannot subscribe to what is no feed", async () => {
    for (const path of ["/", "/feeds/all.xml", "/feeds/all.atom?x=1", "/api/me"]) {
      const { status } = await reader.ask(hub, { "hub.topic": topic(path) });
      expect([path, status]).toEqual([path, 404]);
    }
    const body = JSON.stringify({ "hub.mode": "subscribe" });
    const headers = { "content-type": "application/json" };
    const json = await fetch(hub, { method: "POST", body, headers });
    expect(json.status).toBe(400);
    expect((await fetch(hub, { method: "POST" })).status).toBe(400);
    const text = "hub.mode=subscribe";
    const plain = { "content-type": "text/plain" };
    expect((await fetch(hub, { method: "POST", body: text, headers: plain })).status).toBe(415);
  });

  test("that opens the hub in a browser reads what it is", async () => {
    const response = await fetch(hub);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const text = await response.text();
    expect(text).toContain("WebSub ハブです");
    expect(text).toContain("This is the WebSub hub");
  });
});
