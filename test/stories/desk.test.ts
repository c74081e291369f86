// Two editors at one desk, through the API.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gather } from "#candidates/gather.ts";
import type { Db } from "#db/types.ts";
import { type Called, startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

const stories = [
  "Winter Beacon: three navies meet off the bay",
  "Council passes budget for a deeper berth",
  "Yard lays keel of unmanned tender",
].map((title, n) => ({
  title,
  link: `https://wire.example/${n + 1}`,
  date: "2026-11-24T09:00:00Z",
}));
const draft = {
  ...{ date: "2026-11-24", source: "潮見新報", title: "港の訓練", language: "ja" },
  ...{ summary: "訓練があった。", topics: ["harbour"] },
};

describe("the desk", () => {
  let db: Db;
  let app: TestApp;
  let origin: Origin;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    origin = await openOrigin();
    origin.answer("/atom", { body: atomFeed(stories) });
    app = await startTestApp(db, {
      clock,
      secondEditor: true,
      sources: [
        { id: "wire", name: "Harbor Wire", language: "en", address: [origin.url("/atom")] },
      ],
    });
  });
  afterEach(async () => {
    await app.close();
    await origin.close();
  });

  async function drafted(as: string): Promise<{ path: string; etag: string; id: number }> {
    const made = await app.call("POST", "/api/entries", { as, body: draft });
    expect(made.status).toBe(201);
    const id = Number(made.json.id);
    return { path: `/api/entries/${id}`, etag: String(made.headers.get("etag")), id };
  }

  /** Approves the version that is there. */
  async function approve(path: string, as: string): Promise<Called> {
    const seen = await app.call("GET", path, { as });
    const headers = { "if-match": String(seen.headers.get("etag")) };
    return app.call("POST", `${path}/approve`, { as, headers });
  }

  test("two editors accept at once: one draft, and the second is told which", async () => {
    await gather(app.parts.gather);
    const keys = await Promise.all(["a", "b", "c"].map((name) => app.key("editor", name)));
    const accepted = await Promise.all(
      keys.map((as) => app.call("POST", "/api/candidates/1/accept", { as })),
    );
    const made = accepted.filter(({ status }) => status === 201);
    const late = accepted.filter(({ status }) => status === 409);
    expect([made.length, late.length]).toEqual([1, 2]);
    for (const { json } of late) {
      expect(json).toMatchObject({
        ...{ type: "/problems/wrong-state", entry: made[0]?.json.id, state: "accepted" },
      });
    }
    const { json } = await app.call("GET", "/api/entries", { as: keys[0] ?? "" });
    expect(json.items).toHaveLength(1);
  });

  test("accept against reject: one of them, never both", async () => {
    await gather(app.parts.gather);
    await app.stack();
    const as = await app.key("editor");
    const [accepted, rejected] = await Promise.all([
      app.call("POST", "/api/candidates/2/accept", { as }),
      app.call("POST", "/api/candidates/2/reject", { as, body: { reason: "off topic" } }),
    ]);
    expect([accepted.status === 201, rejected.status === 200].filter(Boolean)).toHaveLength(1);
    const { json } = await app.call("GET", "/api/entries", { as });
    expect(json.items).toHaveLength(accepted.status === 201 ? 1 : 0);
  });

  test("a rejected candidate leaves the queue and keeps its reason", async () => {
    await gather(app.parts.gather);
    await app.stack();
    const as = await app.key("editor");
    await app.call("POST", "/api/candidates/1/reject", { as, body: { reason: "old news" } });
    const queue = await app.call("GET", "/api/candidates", { as });
    expect(queue.json.items.map((item) => item.id)).toEqual([3, 2]);
    const one = await app.call("GET", "/api/candidates/1", { as });
    expect(one.json.candidate).toMatchObject({ state: "rejected", reason: "old news" });
  });

  test("fifty approvals of one day at once give fifty ids", async () => {
    const [writer, approver] = await Promise.all([app.key("editor"), app.key("approver")]);
    const drafts = await Promise.all(Array.from({ length: 50 }, () => drafted(writer)));
    for (const { path } of drafts) await app.call("POST", `${path}/submit`, { as: writer });
    const approved = await Promise.all(drafts.map(({ path }) => approve(path, approver)));
    const ids = approved.map(({ json }) => String(json.archive_id));
    const expected = Array.from(
      { length: 50 },
      (_, n) => `2612-1124${String(n + 1).padStart(2, "0")}`,
    );
    expect(ids.toSorted()).toEqual(expected);
  });

  test("the hundredth approval of a day is refused in words", async () => {
    const [writer, approver] = await Promise.all([app.key("editor"), app.key("approver")]);
    await app.parts.desk.db.execute(
      "insert into day_counter (day, last) values ('2026-11-24', 99)",
    );
    const { path } = await drafted(writer);
    await app.call("POST", `${path}/submit`, { as: writer });
    const refused = await approve(path, approver);
    expect(refused.status).toBe(409);
    expect(refused.json.detail).toContain("all 99 ids of 2026-11-24");
  });

  test("an edit needs the version it saw: 428 without, 412 when stale", async () => {
    const as = await app.key("editor");
    const { path, etag } = await drafted(as);
    const body = { summary: "書き直した。" };
    expect((await app.call("PATCH", path, { as, body })).status).toBe(428);
    const headers = { "if-match": etag };
    expect((await app.call("PATCH", path, { as, body, headers })).status).toBe(200);
    const stale = await app.call("PATCH", path, { as, body: { summary: "別の文。" }, headers });
    expect(stale.status).toBe(412);
    expect(stale.json).toMatchObject({ version: 2 });
    const now = await app.call("GET", path, { as });
    expect(now.json.summary).toBe("書き直した。");
  });

  test("an approval holds for the text it saw: editing takes it back, the id stays", async () => {
    const [writer, approver] = await Promise.all([app.key("editor"), app.key("approver")]);
    const { path } = await drafted(writer);
    await app.call("POST", `${path}/submit`, { as: writer });
    const approved = await approve(path, approver);
    const headers = { "if-match": String(approved.headers.get("etag")) };
    const edited = await app.call("PATCH", path, {
      ...{ as: writer, headers, body: { summary: "あとから直した。" } },
    });
    expect(edited.json).toMatchObject({ state: "draft", approved_by: null });
    expect(edited.json.archive_id).toBe(approved.json.archive_id);
    expect((await app.call("POST", `${path}/publish`, { as: approver })).status).toBe(409);
    const moved = await app.call("PATCH", path, {
      ...{ as: writer, body: { date: "2026-11-23" } },
      headers: { "if-match": String(edited.headers.get("etag")) },
    });
    expect(moved.status).toBe(409);
  });

  test("an approval names the version it saw: 428 without, 412 when it was edited since", async () => {
    const [writer, approver] = await Promise.all([app.key("editor"), app.key("approver")]);
    const { path } = await drafted(writer);
    const submitted = await app.call("POST", `${path}/submit`, { as: writer });
    expect((await app.call("POST", `${path}/approve`, { as: approver })).status).toBe(428);
    const headers = { "if-match": String(submitted.headers.get("etag")) };
    const body = { summary: "あとから直した。" };
    await app.call("PATCH", path, { as: writer, headers, body });
    await app.call("POST", `${path}/submit`, { as: writer });
    const stale = await app.call("POST", `${path}/approve`, { as: approver, headers });
    expect([stale.status, stale.json]).toEqual([
      412,
      expect.objectContaining({ type: "/problems/stale-version", version: 4 }),
    ]);
    expect((await approve(path, approver)).status).toBe(200);
  });

  test("approve against edit: what was approved is what is there", async () => {
    const [writer, approver] = await Promise.all([app.key("editor"), app.key("approver")]);
    const { path } = await drafted(writer);
    const submitted = await app.call("POST", `${path}/submit`, { as: writer });
    const headers = { "if-match": String(submitted.headers.get("etag")) };
    const body = { summary: "あとから直した。" };
    const [edited, approved] = await Promise.all([
      app.call("PATCH", path, { as: writer, headers, body }),
      app.call("POST", `${path}/approve`, { as: approver, headers }),
    ]);
    expect([edited.status, approved.status].toSorted()).toEqual([200, 412]);
    const { json } = await app.call("GET", path, { as: writer });
    expect([json.state, json.summary]).toEqual(
      approved.status === 200 ? ["approved", draft.summary] : ["draft", body.summary],
    );
  });

  test("each act can be undone until it is published, and what changed nothing has no token", async () => {
    const as = await app.key("approver");
    const { path, etag } = await drafted(as);
    const body = { summary: "書き直した。" };
    const edited = await app.call("PATCH", path, { as, body, headers: { "if-match": etag } });
    const token = edited.headers.get("operation");
    const headers = { "if-match": String(edited.headers.get("etag")) };
    const same = await app.call("PATCH", path, { as, body, headers });
    expect([same.status, same.headers.get("operation")]).toEqual([200, null]);
    expect(same.headers.get("etag")).toBe(headers["if-match"]);
    const undone = await app.call("POST", `/api/operations/${token}/undo`, { as });
    expect(undone.status).toBe(200);
    expect((await app.call("GET", path, { as })).json).toMatchObject({
      ...{ summary: draft.summary, version: 3, state: "draft" },
    });
  });

  test("whoever wrote it last cannot approve it where a second editor is asked for", async () => {
    const [writer, approver] = await Promise.all([
      app.key("approver", "writer"),
      app.key("approver", "other"),
    ]);
    const { path } = await drafted(writer);
    await app.call("POST", `${path}/submit`, { as: writer });
    expect((await approve(path, writer)).status).toBe(403);
    expect((await approve(path, approver)).status).toBe(200);
  });

  test("an empty draft is not submitted, and is told all that is missing", async () => {
    const as = await app.key("editor");
    const body = { ...draft, summary: " \n ", topics: [] };
    const made = await app.call("POST", "/api/entries", { as, body });
    const refused = await app.call("POST", `/api/entries/${made.json.id}/submit`, { as });
    expect(refused.status).toBe(409);
    expect(refused.json.errors).toEqual([
      { at: "summary", message: "is empty" },
      { at: "topics", message: "names no topic" },
    ]);
  });

  test("publishing twice changes nothing, and the history tells who did what", async () => {
    const [writer, approver] = await Promise.all([app.key("editor"), app.key("approver", "chief")]);
    const { path, id } = await drafted(writer);
    await app.call("POST", `${path}/submit`, { as: writer });
    await approve(path, approver);
    await app.call("POST", `${path}/publish`, { as: approver });
    const first = await app.call("GET", path, { as: writer });
    clock.advance({ minutes: 5 });
    const again = await app.call("POST", `${path}/publish`, { as: approver });
    expect([again.status, again.json]).toEqual([200, first.json]);
    const { json } = await app.call("GET", `/api/entries/${id}/history`, { as: writer });
    expect(json.items.map((row) => [row.act, row.actor_name])).toEqual([
      ...[["draft", "editor"] as const, ["submit", "editor"] as const],
      ...[["approve", "chief"] as const, ["publish", "chief"] as const],
    ]);
    clock.set("2026-11-24T12:00:00Z");
  });

  test.each([
    ["an unknown member", { colour: "red" }, 422, "colour"],
    ["an unknown topic", { topics: ["weather"] }, 422, "weather"],
    ["a time that is none", { time: "25:00" }, 422, "time"],
    ["an archive id that breaks the rule", { related: ["2508-082416"] }, 422, "2508-082416"],
    ["a script instead of an address", { url: "javascript:alert(1)" }, 422, "url"],
    ["a day that is none", { date: "2026-02-30" }, 422, "date"],
  ])("%s is refused in words and changes nothing", async (_, body, status, named) => {
    const as = await app.key("editor");
    const { path, etag } = await drafted(as);
    const refused = await app.call("PATCH", path, { as, body, headers: { "if-match": etag } });
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.json)).toContain(named);
    expect((await app.call("GET", path, { as })).headers.get("etag")).toBe(etag);
  });

  test("the queue is paged without gaps while new stories arrive", async () => {
    await gather(app.parts.gather);
    const as = await app.key("editor");
    const first = await app.call("GET", "/api/candidates?limit=2", { as });
    const more = [{ title: "Late", link: "https://wire.example/9", date: "2026-11-24T11:00:00Z" }];
    origin.answer("/atom", { body: atomFeed([...more, ...stories]) });
    clock.advance({ hours: 1 });
    await gather(app.parts.gather);
    const next = String(first.json.next);
    const second = await app.call("GET", `/api/candidates?limit=2&cursor=${next}`, { as });
    const ids = [...first.json.items, ...second.json.items].map((item) => item.id);
    expect(ids).toEqual([3, 2, 1]);
    expect(second.json.next).toBeNull();
    clock.set("2026-11-24T12:00:00Z");
  });
});
