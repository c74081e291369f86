// What was public is taken back: readers lose it at once, and its address tells why.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importCommand } from "#app/commands/import.ts";
import { type Called, startTestApp, type TestApp } from "../support/app.ts";
import { cameIn } from "../support/came-in.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type DeskWork, deskWork } from "../support/desk-work.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";

const reason = "元の報道が取り消された。";
const story = {
  ...{ title: "Winter Beacon: three navies meet off the bay", url: "https://wire.example/1" },
  at: "2026-11-24T09:00:00Z",
};

let app: TestApp;
let desk: DeskWork;
let who: { writer: string; approver: string };
let mailbox: Mailbox;
const clock = testClock("2026-11-24T12:00:00Z");

beforeEach(async () => {
  clock.set("2026-11-24T12:00:00Z");
  const db = await openTestDatabase();
  mailbox = await openMailbox();
  app = await startTestApp(db, {
    ...{ clock, smtpUrl: mailbox.url, approval: "manual" },
    sources: [{ id: "wire", name: "Harbor Wire", language: "en" }],
  });
  desk = deskWork(app);
  const [writer, approver] = await Promise.all([app.key("editor"), app.key("approver")]);
  who = { writer, approver };
});
afterEach(async () => {
  await app.close();
  await mailbox.close();
});

const withdraw = (ref: number | string, body: object = { reason }): Promise<Called> =>
  app.call("POST", `/api/entries/${ref}/withdraw`, { as: who.approver, body });
const read = async (path: string): Promise<string> => (await fetch(app.url + path)).text();

describe("an entry that is withdrawn", () => {
  test("is gone from feeds and pages at once, and its address says so with the reason", async () => {
    const kept = await desk.published(who, { title: "残る記事" });
    const gone = await desk.published(who, { title: "消える記事", summary: "誤りの要旨。" });
    const citing = await desk.published(who, { title: "言及", related: [gone.archiveId] });
    clock.advance({ hours: 5 });
    const { status, json } = await withdraw(gone.archiveId);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ state: "withdrawn", archive_id: gone.archiveId, reason },
      ...{ withdrawn_at: "2026-11-24T17:00:00Z", published_at: "2026-11-24T12:00:00Z" },
    });

    const lists = ["/feeds/all.atom", "/feeds/all.json", "/feeds/all.rss", "/", "/2026/"];
    for (const path of [...lists, "/2026/harbour/", "/feeds/topics/harbour.atom"]) {
      const text = await read(path);
      expect([path, text.includes("残る記事")]).toEqual([path, true]);
      expect([path, /消える記事|誤りの要旨/.test(text)]).toEqual([path, false]);
    }
    const page = await fetch(`${app.url}/entries/${gone.archiveId}`);
    const text = await page.text();
    expect(page.status).toBe(410);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    for (const part of [reason, gone.archiveId, "2026年11月25日(水)", '<html lang="ja">']) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/消える記事|誤りの要旨/);
    const head = await fetch(page.url, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([410, ""]);

    const cites = await read(`/entries/${citing.archiveId}`);
    expect(cites).toContain(gone.archiveId);
    expect(cites).not.toContain(`href="/entries/${gone.archiveId}"`);
    expect(await read(`/entries/${kept.archiveId}`)).toContain("残る記事");
  });

  test("keeps its archive id for good", async () => {
    const gone = await desk.published(who);
    await withdraw(gone.id);
    const next = await desk.published(who);
    expect([gone.archiveId, next.archiveId]).toEqual(["2612-112401", "2612-112402"]);
    const again = await app.call("GET", `/api/entries/${gone.archiveId}`, { as: who.writer });
    expect(again.json).toMatchObject({ id: gone.id, state: "withdrawn" });
  });

  async function subscribe(address: string): Promise<void> {
    const before = mailbox.letters.length;
    await app.call("POST", "/api/subscribers", { body: { address } });
    const letters = await mailbox.received(before + 1);
    const token = /token=([\w.~-]+)/.exec(letters[before]?.mail.text ?? "")?.[1];
    const { status } = await app.call("POST", "/api/subscribers/confirm", { body: { token } });
    expect(status).toBe(200);
  }

  /** Freezes Monday's issue; it waits for its approval. */
  async function frozen(): Promise<string> {
    clock.set("2026-11-29T22:00:30Z"); // Monday, 07:00 in Tokyo
    await app.runDue();
    const { json } = await app.call("GET", "/api/issues", { as: who.approver });
    return `/api/issues/${json.items[0]?.id}`;
  }

  test("is in no mail that was frozen and not sent", async () => {
    await subscribe("reader@mail.example");
    const kept = await desk.published(who, { title: "残る記事" });
    const gone = await desk.published(who, { title: "消える記事" });
    const issue = await frozen();
    await withdraw(gone.id);
    const { status } = await app.call("POST", `${issue}/approve`, { as: who.approver });
    expect(status).toBe(200);
    await app.runDue();
    const [, digest] = await mailbox.received(2);
    for (const part of [digest?.mail.text, digest?.mail.html]) {
      expect(part).toContain(kept.archiveId);
      expect(part).not.toMatch(/消える記事|2612-112402/);
    }
  });

  test("is in no mail that was composed and whose end was not sent", async () => {
    for (const name of ["one", "two", "three"]) await subscribe(`${name}@mail.example`);
    const kept = await desk.published(who, { title: "残る記事" });
    const gone = await desk.published(who, { title: "消える記事" });
    const issue = await frozen();
    await app.call("POST", `${issue}/approve`, { as: who.approver });

    // The first letter is at its end, and the others are composed of the same parcels.
    const [atEnd, isWithdrawn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const asked = new Map<string, number>();
    mailbox.fail((to) => {
      asked.set(to, (asked.get(to) ?? 0) + 1);
      if (to === "" || asked.get(to) !== 3) return null;
      atEnd.resolve();
      return { at: "end", waitFor: isWithdrawn.promise };
    });
    const sending = app.runDue();
    await atEnd.promise;
    await withdraw(gone.id);
    isWithdrawn.resolve();
    await sending;
    await app.runDue();

    const digests = mailbox.letters.slice(3).map(({ mail }) => mail.text ?? "");
    expect(digests.map((text) => text.includes(kept.archiveId))).toEqual([true, true, true]);
    expect(digests.map((text) => text.includes(gone.archiveId))).toEqual([true, false, false]);
  });

  test("is not brought back by importing its page again", async () => {
    const dir = await mkdtemp(join(tmpdir(), "kawaraban-page-"));
    const file = join(dir, "page.txt");
    await writeFile(file, pageOf("港で訓練があった。"));
    const io = { out: () => {}, err: () => {}, progress: () => {}, cwd: "/" };
    const bring = () => importCommand(app.parts, io, [file], { topic: "harbour" });
    expect(await bring()).toBe(0);
    expect((await withdraw("2510-092814")).status).toBe(200);
    expect((await correct("2510-092815")).status).toBe(201);
    await writeFile(file, pageOf("港で大きな訓練があった。"));
    expect(await bring()).toBe(0);
    const find = (id: string) => app.call("GET", `/api/entries/${id}`, { as: who.writer });
    expect((await find("2510-092814")).json).toMatchObject({
      ...{ state: "withdrawn", summary: "港で訓練があった。" },
    });
    // What is being corrected is the editor's as well.
    expect((await find("2510-092815")).json).toMatchObject({ summary: "港で訓練があった。" });
    expect((await find("2510-092816")).json).toMatchObject({ summary: "港で大きな訓練があった。" });
    await rm(dir, { recursive: true });
  });

  const correct = (ref: string) =>
    app.call("POST", `/api/entries/${ref}/correct`, { as: who.writer, body: { reason } });

  test("takes its open correction along, and what was not saved of it is in the history", async () => {
    const gone = await desk.published(who);
    const { json } = await correct(gone.archiveId);
    const path = `/api/entries/${json.id}`;
    const body = { version: 1, text: { summary: "書きかけ。" } };
    await app.call("PUT", `${path}/autosave`, { as: who.writer, body });
    await withdraw(gone.id);
    const left = await app.call("GET", path, { as: who.writer });
    expect(left.json).toMatchObject({ state: "withdrawn", corrects: gone.archiveId });
    const history = await app.call("GET", `${gone.path}/history`, { as: who.writer });
    expect(history.json.items).toContainEqual(
      expect.objectContaining({
        ...{ act: "autosave-kept", entry: json.id, actor_name: "editor" },
        after: { autosave: body },
      }),
    );
  });

  test("twice with the same reason is withdrawn once", async () => {
    const { id } = await desk.published(who);
    const first = await withdraw(id);
    const again = await withdraw(id);
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect(again.headers.get("operation")).toBeNull();
    expect((await withdraw(id, { reason: "別の理由。" })).status).toBe(409);
  });

  test("is withdrawn by an approver, with a reason, and from public only", async () => {
    const { id, path } = await desk.published(who);
    const as = who.writer;
    const asEditor = await app.call("POST", `${path}/withdraw`, { as, body: { reason } });
    expect(asEditor.status).toBe(403);
    for (const body of [{}, { reason: "" }, { reason: " 　" }, { reason, colour: "red" }]) {
      expect([body, (await withdraw(id, body)).status]).toEqual([body, 422]);
    }
    const stale = await app.call("POST", `${path}/withdraw`, {
      ...{ as: who.approver, body: { reason }, headers: { "if-match": '"v1"' } },
    });
    expect([stale.status, stale.json.version]).toEqual([412, 4]);
    const draft = await desk.draft(as);
    const refused = await withdraw(draft.id);
    expect([refused.status, refused.json.detail]).toEqual([
      409,
      expect.stringContaining(`POST /api/entries/${draft.id}/discard`),
    ]);
    expect((await fetch(`${app.url}/entries/2612-112401`)).status).toBe(200);
  });
});

describe("a draft that is given up", () => {
  const discard = (ref: number, body?: object): Promise<Called> =>
    app.call("POST", `/api/entries/${ref}/discard`, { as: who.writer, body });

  async function accepted(): Promise<{ id: number; path: string; stack: number }> {
    await cameIn(app, "wire", story);
    await app.stack();
    const { status, json } = await app.call("POST", "/api/stacks/1/accept", { as: who.writer });
    expect(status).toBe(201);
    return { id: Number(json.id), path: `/api/entries/${json.id}`, stack: 1 };
  }

  const stack = async (id: number): Promise<unknown> =>
    (await app.call("GET", `/api/stacks/${id}`, { as: who.writer })).json.stack;

  test("makes its story new again, for another to accept", async () => {
    const draft = await accepted();
    const { status, json } = await discard(draft.id, { reason: "別の港の話だった。" });
    expect([status, json.state, json.reason]).toEqual([200, "withdrawn", "別の港の話だった。"]);
    expect(await stack(draft.stack)).toMatchObject({ state: "new", decided_by: null });
    const candidate = await app.call("GET", "/api/candidates/1", { as: who.writer });
    expect(candidate.json.candidate).toMatchObject({ state: "new" });
    const again = await app.call("POST", "/api/candidates/1/accept", { as: who.writer });
    expect(again.status).toBe(201);
    expect(again.json.id).not.toBe(draft.id);
  });

  test("takes the archive id it had with it, and leaves no trace for readers", async () => {
    const { id, path } = await desk.draft(who.writer);
    await desk.act(path, "submit", who.writer);
    const approved = await desk.act(path, "approve", who.approver);
    expect(approved.json.archive_id).toBe("2612-112401");
    expect((await discard(id)).status).toBe(200);
    expect((await fetch(`${app.url}/entries/2612-112401`)).status).toBe(404);
    expect((await desk.published(who)).archiveId).toBe("2612-112402");
  });

  test("cannot be one that is public, and two do not give it up at once", async () => {
    const { id, archiveId } = await desk.published(who);
    const refused = await discard(id);
    expect([refused.status, refused.json.detail]).toEqual([
      409,
      expect.stringContaining(`POST /api/entries/${archiveId}/withdraw`),
    ]);
    const draft = await accepted();
    const both = await Promise.all([discard(draft.id), discard(draft.id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await stack(draft.stack)).toMatchObject({ state: "new" });
  });

  test("against its approval: one of them", async () => {
    const { id, path } = await desk.draft(who.writer);
    await desk.act(path, "submit", who.writer);
    const [given, approved] = await Promise.all([
      discard(id),
      desk.act(path, "approve", who.approver),
    ]);
    const { json } = await app.call("GET", path, { as: who.writer });
    expect([given.status, json.state]).toEqual([200, "withdrawn"]);
    expect([200, 409, 412]).toContain(approved.status);
  });
});

/** An invented page of three entries, with that summary. */
function pageOf(summary: string): string {
  const told = [16, 15, 14].map(
    (n) => `2025.09.28 Harbor Wire Harbour drill ${n} <2510-0928${n}>\n ${summary}\n`,
  );
  return `2025年の港湾に関する報道\n\n${told.join("")}`;
}
