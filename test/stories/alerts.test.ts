// A source that falls silent is told of once, and once when it is well again.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { alertAdmins } from "#candidates/alert.ts";
import { gather } from "#candidates/gather.ts";
import type { Db } from "#db/types.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

const feedOf = (count: number): string =>
  atomFeed(
    Array.from({ length: count }, (_, n) => ({
      ...{ title: `Story ${n}`, link: `https://wire.example/${n}`, date: "2026-11-01T00:00:00Z" },
    })),
  );

describe("the admins' mailbox", () => {
  let db: Db;
  let app: TestApp;
  let origin: Origin;
  let mailbox: Mailbox;
  const clock = testClock("2026-11-01T00:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    clock.set("2026-11-01T00:00:00Z");
    [origin, mailbox] = await Promise.all([openOrigin(), openMailbox()]);
    app = await startTestApp(db, {
      clock,
      smtpUrl: mailbox.url,
      sources: [{ id: "wire", name: "Harbor Wire", address: [origin.url("/atom")] }],
    });
  });
  afterEach(async () => {
    await app.close();
    await Promise.all([origin.close(), mailbox.close()]);
  });

  const look = (): Promise<void> =>
    alertAdmins({ ...app.parts.gather, ...app.parts.mailer, archive: app.parts.config.archive });

  async function poll(stories: number, hours: number): Promise<void> {
    origin.answer("/atom", { body: feedOf(stories) });
    clock.advance({ hours });
    await gather(app.parts.gather, { only: ["wire"] });
    await look();
  }

  test("hears of a silent source once, and once of its recovery", async () => {
    for (let n = 1; n <= 5; n += 1) await poll(n, 4);
    expect(mailbox.letters).toHaveLength(0);
    await poll(5, 39);
    expect(mailbox.letters).toHaveLength(0);
    await poll(5, 2);
    await poll(5, 20);
    const told = await mailbox.received(1);
    expect(told[0]?.to).toBe("editor@archive.example");
    expect(told[0]?.mail.subject).toContain("Harbor Wire");
    const as = await app.key("editor");
    const { json } = await app.call("GET", "/api/sources/wire", { as });
    expect(json).toMatchObject({ alert: "silent", state: "on" });

    await poll(6, 1);
    await poll(6, 1);
    expect((await mailbox.received(2))[1]?.mail.subject).toContain("回復");
    expect(mailbox.letters).toHaveLength(2);
  });

  test("hears of a source that is gone, which is then polled no more until it is resumed", async () => {
    await poll(1, 1);
    origin.answer("/atom", { status: 410 });
    for (const hours of [1, 25, 25]) {
      clock.advance({ hours });
      await gather(app.parts.gather, { only: ["wire"] });
    }
    await look();
    expect((await mailbox.received(1))[0]?.mail.text).toContain("410");
    const as = await app.key("editor");
    const paused = await app.call("GET", "/api/sources/wire", { as });
    expect(paused.json).toMatchObject({ state: "paused", next_poll_at: null, alert: "gone" });
    clock.advance({ hours: 500 });
    expect(await gather(app.parts.gather)).toEqual([]);

    origin.answer("/atom", { body: feedOf(2) });
    await app.call("POST", "/api/sources/wire/resume", { as });
    expect(await gather(app.parts.gather)).toMatchObject([{ outcome: "ok", added: 1 }]);
    await look();
    expect((await app.call("GET", "/api/sources/wire", { as })).json).toMatchObject({
      alert: null,
    });
  });

  test("is told again where the mail could not go out", async () => {
    for (let n = 1; n <= 3; n += 1) await poll(n, 4);
    mailbox.fail({ at: "rcpt", answer: 451, text: "later" });
    await poll(3, 60);
    mailbox.fail(null);
    await look();
    await look();
    expect(await mailbox.received(1)).toHaveLength(1);
  });
});

describe("a source's page in the API", () => {
  test("has thirty days of numbers, and the bytes of what could not be read", async () => {
    const db = await openTestDatabase();
    const clock = testClock("2026-11-01T00:00:00Z");
    const origin = await openOrigin();
    const sources = [{ id: "wire", address: [origin.url("/atom")] }];
    const app = await startTestApp(db, { clock, sources });
    const as = await app.key("editor");
    for (const [body, status] of [
      [feedOf(2), 200],
      [feedOf(5), 200],
      ["<html><script>alert(1)</script>", 200],
      ["", 500],
    ] as const) {
      origin.answer("/atom", { body, status });
      clock.advance({ hours: 24 });
      await app.call("POST", "/api/sources/wire/poll", { as });
    }
    const { json } = await app.call("GET", "/api/sources/wire", { as });
    expect(json).toMatchObject({ success_rate: 0.5, items_a_week: 8.8, outcome: "server-error" });
    expect(json.outcome_in_words).toBe("the server has a fault (5xx)");
    expect(json.why_then).toBe("failure 2 in a row");
    expect((json.sparkline as unknown[]).slice(-5)).toEqual([null, 2, 3, 0, 0]);

    const bytes = await app.call("GET", "/api/sources/wire/failure", { as });
    expect(bytes.json.text).toBe("<html><script>alert(1)</script>");
    expect(bytes.headers.get("content-type")).toBe("application/octet-stream");
    expect(bytes.headers.get("content-disposition")).toContain("attachment");
    await app.close();
    await origin.close();
  });
});
