// The product in one story: from a source's feed to a reader's feed and mail.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gather } from "#candidates/gather.ts";
import type { Db } from "#db/types.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { yahooFeed } from "../support/feeds.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

const story = {
  title: "日米が港で共同訓練、月末まで(瓦版通信)",
  link: `https://carrier.example/articles/${"a1".repeat(20)}`,
  date: "Tue, 24 Nov 2026 11:16:00 GMT",
  lead: "両国の艦艇が参加した。",
};

describe("a wire story carried by a portal", () => {
  let db: Db;
  let app: TestApp;
  let origin: Origin;
  let mailbox: Mailbox;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    clock.set("2026-11-24T12:00:00Z");
    [origin, mailbox] = await Promise.all([openOrigin(), openMailbox()]);
    origin.answer("/wire.xml", { body: yahooFeed([story]), headers: { etag: '"one"' } });
    app = await startTestApp(db, {
      clock,
      smtpUrl: mailbox.url,
      sources: [
        {
          ...{ id: "wire", name: "瓦版通信", via: "Yahoo", carrier: true },
          address: [origin.url("/wire.xml")],
        },
      ],
    });
  });
  afterEach(async () => {
    await app.close();
    await Promise.all([origin.close(), mailbox.close()]);
  });

  async function publish(): Promise<string> {
    const as = await app.key("approver");
    await gather(app.parts.gather);
    const queue = await app.call("GET", "/api/candidates?topic=us-japan", { as });
    const id = Number(queue.json.items[0]?.id);
    const accepted = await app.call("POST", `/api/candidates/${id}/accept`, { as });
    const entry = `/api/entries/${accepted.json.id}`;
    const written = await app.call("PATCH", entry, {
      as,
      body: { summary: "両国が港で訓練を始めた。\n・洋上補給\n・捜索救助" },
      headers: { "if-match": String(accepted.headers.get("etag")) },
    });
    expect(written.status).toBe(200);
    let headers: Record<string, string> = {};
    for (const act of ["submit", "approve", "publish"]) {
      const done = await app.call("POST", `${entry}/${act}`, { as, headers });
      headers = { "if-match": String(done.headers.get("etag")) };
      expect([act, done.status]).toEqual([act, 200]);
      if (act === "publish") return String(done.json.archive_id);
    }
    throw new Error("not published");
  }

  test("reaches the queue with its publisher, carrier, time and topics", async () => {
    const as = await app.key("editor");
    await gather(app.parts.gather);
    const { json } = await app.call("GET", "/api/candidates", { as });
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({
      ...{ title: "日米が港で共同訓練、月末まで", publisher: "瓦版通信", via: "Yahoo" },
      ...{ url: story.link, published_at: "2026-11-24T11:16:00Z", timed: true },
      ...{ topics: ["us-japan", "harbour"], state: "new", source: "wire" },
    });
  });

  test("accepted, written, approved and published it is in the feed at once", async () => {
    const before = await fetch(`${app.url}/feeds/all.atom`);
    const archiveId = await publish();
    expect(archiveId).toBe("2612-112401");

    const etag = String(before.headers.get("etag"));
    const feed = await fetch(`${app.url}/feeds/all.atom`, { headers: { "if-none-match": etag } });
    expect(feed.status).toBe(200);
    const text = await feed.text();
    expect(text).toContain("<id>tag:archive.example,2026:2612-112401</id>");
    expect(text).toContain("<title>日米が港で共同訓練、月末まで</title>");
    expect(text).toMatch(new RegExp(`<link rel="via" href="${story.link}"`));
    expect(text).not.toContain(story.lead);

    const again = await fetch(`${app.url}/feeds/all.atom`, {
      headers: { "if-none-match": String(feed.headers.get("etag")) },
    });
    expect(again.status).toBe(304);
    expect((await fetch(`${app.url}/entries/${archiveId}`)).status).toBe(200);
    expect(await (await fetch(`${app.url}/2026/us-japan/`)).text()).toContain(
      'datetime="2026-11-24T20:16"',
    );
  });

  test("reaches Monday's digest once, and the reader leaves with one click", async () => {
    const asked = await app.call("POST", "/api/subscribers", {
      body: { address: "reader@mail.example" },
    });
    expect(asked.status).toBe(202);
    const [confirmation] = await mailbox.received(1);
    const token = /token=([\w.~-]+)/.exec(confirmation?.mail.text ?? "")?.[1];
    const confirmed = await app.call("POST", "/api/subscribers/confirm", { body: { token } });
    expect(confirmed.status).toBe(200);

    const archiveId = await publish();
    clock.set("2026-11-29T22:00:30Z"); // Monday, 07:00 in Tokyo
    await app.runDue();
    const [, digest] = await mailbox.received(2);
    expect(digest?.to).toBe("reader@mail.example");
    for (const part of [digest?.mail.text, digest?.mail.html]) {
      expect(part).toContain("日米が港で共同訓練、月末まで");
      expect(part).toContain(`/entries/${archiveId}`);
      expect(part).toContain("瓦版通信 (Yahoo)");
    }

    clock.set("2026-12-06T22:00:30Z"); // the Monday after: nothing new, so no mail
    await app.runDue();
    const issues = await app.call("GET", "/api/issues", { as: await app.key("editor") });
    expect(JSON.stringify(issues.json)).toContain("weekly-2026-12-07");
    expect(mailbox.letters).toHaveLength(2);

    const raw = digest?.bytes.toString().replace(/\r\n[ \t]/g, " ") ?? "";
    expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const link = /^List-Unsubscribe: <([^>]+)>/m.exec(raw)?.[1] ?? "";
    const left = await fetch(link, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    expect(left.status).toBe(200);
    const readers = await app.call("GET", "/api/subscribers", { as: await app.key("admin") });
    expect(JSON.stringify(readers.json)).toContain("unsubscribed");
  });

  test("polled again it is asked for conditionally and stays one candidate", async () => {
    await gather(app.parts.gather);
    clock.advance({ hours: 1 });
    origin.answer("/wire.xml", (headers) =>
      headers["if-none-match"] === '"one"' ? { status: 304 } : { body: yahooFeed([story]) },
    );
    const [polled] = await gather(app.parts.gather);
    expect(polled).toMatchObject({ outcome: "not-modified", added: 0, changed: 0 });

    clock.advance({ hours: 1 });
    origin.answer("/wire.xml", { body: yahooFeed([story]) });
    expect(await gather(app.parts.gather)).toMatchObject([{ outcome: "ok", added: 0, changed: 0 }]);
    const as = await app.key("editor");
    const { json } = await app.call("GET", "/api/candidates?state=any", { as });
    expect(json.items).toHaveLength(1);
  });

  test("changed by its source it is the same candidate with a revision", async () => {
    await gather(app.parts.gather);
    clock.advance({ hours: 1 });
    const changed = { ...story, title: "日米が港で共同訓練、来月まで(瓦版通信)" };
    origin.answer("/wire.xml", { body: yahooFeed([changed]) });
    expect(await gather(app.parts.gather)).toMatchObject([{ added: 0, changed: 1 }]);
    const as = await app.key("editor");
    const { json } = await app.call("GET", "/api/candidates/1", { as });
    expect(json.candidate).toMatchObject({ title: "日米が港で共同訓練、来月まで", revision: 2 });
    expect(json.revisions).toMatchObject([{ revision: 1, title: "日米が港で共同訓練、月末まで" }]);
  });
});
