// Two editors and one text: who has it in hand, and that nothing written is lost.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { type Called, startTestApp, type TestApp } from "../support/app.ts";
import { cameIn } from "../support/came-in.ts";
import { ageClaims } from "../support/claims.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type Begun, type DeskWork, deskWork } from "../support/desk-work.ts";

const story = {
  ...{ title: "Winter Beacon: three navies meet off the bay", url: "https://wire.example/1" },
  at: "2026-11-24T09:00:00Z",
};
const unsaved = "書きかけの要旨。";

let db: Db;
let app: TestApp;
let desk: DeskWork;
let tanaka: string;
let kondo: string;
let draft: Begun;
const clock = testClock("2026-11-24T12:00:00Z");

beforeEach(async () => {
  db = await openTestDatabase();
  app = await startTestApp(db, {
    ...{ clock, secondEditor: true },
    sources: [{ id: "wire", name: "Harbor Wire", language: "en" }],
  });
  desk = deskWork(app);
  [tanaka, kondo] = await Promise.all([app.key("approver", "Tanaka"), app.key("editor", "Kondo")]);
  draft = await desk.draft(tanaka);
});
afterEach(() => app.close());

const claim = (path: string, as: string, body: object = {}): Promise<Called> =>
  app.call("PUT", `${path}/claim`, { as, body });
const release = (path: string, as: string): Promise<Called> =>
  app.call("DELETE", `${path}/claim`, { as });
const autosave = (as: string, version = 1, summary = unsaved, headers = {}): Promise<Called> =>
  app.call("PUT", `${draft.path}/autosave`, {
    ...{ as, headers, body: { version, text: { summary } } },
  });
const read = async (path = draft.path): Promise<Record<string, unknown>> =>
  (await app.call("GET", path, { as: tanaka })).json;
const history = async (): Promise<Record<string, unknown>[]> =>
  (await app.call("GET", `${draft.path}/history`, { as: tanaka })).json.items;

describe("a claim on an entry", () => {
  test("is taken, kept under its token, shown, and given back", async () => {
    const taken = await claim(draft.path, tanaka);
    expect(taken.status).toBe(200);
    expect(taken.json).toMatchObject({ holder_name: "Tanaka", token: 1, saved: null });
    expect((await claim(draft.path, tanaka)).json).toMatchObject({ token: 1 });
    expect(await read()).toMatchObject({ claim: { holder_name: "Tanaka" } });
    const list = await app.call("GET", "/api/entries", { as: kondo });
    expect(list.json.items[0]).toMatchObject({ claim: { holder: taken.json.holder } });

    const refused = await claim(draft.path, kondo);
    expect(refused.json).toMatchObject({
      ...{ status: 409, type: "/problems/claimed" },
      ...{ holder: taken.json.holder, holder_name: "Tanaka", until: taken.json.until },
    });
    expect((await release(draft.path, kondo)).json.type).toBe("/problems/claimed");
    expect((await release(draft.path, tanaka)).status).toBe(204);
    expect((await release(draft.path, tanaka)).status).toBe(204);
    expect(await read()).toMatchObject({ claim: null });
    expect((await claim(draft.path, kondo)).json).toMatchObject({ token: 2, saved: null });
  });

  test("is taken by writing, and keeps others from writing, submitting and discarding", async () => {
    expect((await desk.edit(draft.path, tanaka, { notes: ["註。"] })).status).toBe(200);
    const refused = await desk.edit(draft.path, kondo, { summary: "別の文。" });
    expect(refused.json).toMatchObject({
      ...{ status: 409, type: "/problems/claimed", holder_name: "Tanaka", version: 2 },
      current: { summary: "訓練があった。", notes: ["註。"] },
    });
    for (const act of ["submit", "discard"]) {
      const { json } = await desk.act(draft.path, act, kondo);
      expect([act, json.type]).toEqual([act, "/problems/claimed"]);
    }
    expect((await autosave(kondo)).json.type).toBe("/problems/claimed");
    expect(await read()).toMatchObject({ version: 2, state: "draft" });
    // Reading asks for no claim, and submitting gives it back.
    expect((await app.call("GET", draft.path, { as: kondo })).status).toBe(200);
    expect((await desk.act(draft.path, "submit", tanaka)).status).toBe(200);
    expect((await desk.edit(draft.path, kondo, { notes: [] })).json).toMatchObject({
      ...{ state: "draft", claim: { holder_name: "Kondo" } },
    });
  });

  test("is of what may be written only", async () => {
    const live = await desk.published({ writer: kondo, approver: tanaka });
    const refused = await claim(live.path, kondo);
    expect([refused.status, refused.json.detail]).toEqual([
      409,
      expect.stringContaining(`/api/entries/${live.archiveId}/correct`),
    ]);
    expect((await claim("/api/entries/999", kondo)).status).toBe(404);
    expect((await claim(draft.path, kondo, { steal: "yes" })).status).toBe(422);
  });

  test("on a correction is its own", async () => {
    const live = await desk.published({ writer: kondo, approver: tanaka });
    const body = { reason: "数の誤り。" };
    const { json } = await app.call("POST", `${live.path}/correct`, { as: kondo, body });
    expect((await claim(`/api/entries/${json.id}`, kondo)).status).toBe(200);
    expect(await read(live.path)).toMatchObject({ claim: null, open_correction: json.id });
  });
});

describe("what is written and not saved", () => {
  test("is kept for its writer until it is saved", async () => {
    const kept = await autosave(tanaka);
    expect([kept.status, kept.json]).toEqual([
      200,
      {
        ...{ author: expect.stringMatching(/^key:/), author_name: "Tanaka", version: 1 },
        ...{ text: { summary: unsaved }, at: "2026-11-24T12:00:00Z" },
      },
    ]);
    expect(await read()).toMatchObject({ version: 1, claim: { holder_name: "Tanaka" } });
    const path = `${draft.path}/autosave`;
    expect((await app.call("GET", path, { as: kondo })).json).toEqual(kept.json);
    expect((await app.call("DELETE", path, { as: kondo })).status).toBe(403);
    expect((await desk.edit(draft.path, tanaka, { summary: unsaved })).status).toBe(200);
    expect((await app.call("GET", path, { as: tanaka })).status).toBe(404);

    await autosave(tanaka, 2, "もう一度。");
    expect((await app.call("DELETE", path, { as: tanaka })).status).toBe(204);
    expect((await app.call("DELETE", path, { as: tanaka })).status).toBe(204);
    expect((await claim(draft.path, kondo, { steal: true })).json).toMatchObject({ saved: null });
  });

  test.each([
    ["a version that is not there yet", { version: 2, text: { summary: "a" } }, 422, "version 1"],
    ["no version", { text: { summary: "a" } }, 422, "version"],
    ["nothing", { version: 1, text: {} }, 422, "text"],
    ["an unknown member", { version: 1, text: { colour: "red" } }, 422, "colour"],
    ["an unknown topic", { version: 1, text: { topics: ["weather"] } }, 422, "weather"],
    ["a wrong archive id", { version: 1, text: { related: ["2508-082416"] } }, 422, "2508-082416"],
    ["a day that is none", { version: 1, text: { date: "2026-02-30" } }, 422, "date"],
  ])("of %s is refused in words", async (_, body, status, named) => {
    const refused = await app.call("PUT", `${draft.path}/autosave`, { as: tanaka, body });
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.json)).toContain(named);
    expect((await app.call("GET", `${draft.path}/autosave`, { as: tanaka })).status).toBe(404);
  });

  test("is saved in its writer's name when another steals the claim", async () => {
    await autosave(tanaka);
    clock.advance({ minutes: 1 });
    const stolen = await claim(draft.path, kondo, { steal: true, reason: "締切が近い。" });
    expect(stolen.json).toMatchObject({
      ...{ holder_name: "Kondo", token: 2, saved: { author_name: "Tanaka", as: "edit" } },
    });
    expect(await read()).toMatchObject({
      ...{ version: 2, summary: unsaved, claim: { holder_name: "Kondo" } },
    });
    const acts = (await history()).map(({ act, actor_name, reason }) => [act, actor_name, reason]);
    expect(acts).toEqual([
      ["draft", "Tanaka", null],
      ["steal", "Kondo", "締切が近い。"],
      ["autosave", "Tanaka", "claim taken by Kondo"],
    ]);
    // Whoever had it learns so, with what there is now.
    const late = await app.call("PATCH", draft.path, {
      ...{ as: tanaka, body: { summary: "最後の文。" } },
      headers: { "if-match": '"v1"', "claim-token": "1" },
    });
    expect(late.json).toMatchObject({
      ...{ status: 409, type: "/problems/claim-lost", holder_name: "Kondo" },
      ...{ version: 2, current: { summary: unsaved }, autosave: null },
    });
    expect((await autosave(tanaka, 1, "x", { "claim-token": "1" })).json.type).toBe(
      "/problems/claim-lost",
    );
    const back = stolen.headers.get("operation");
    const undone = await app.call("POST", `/api/operations/${back}/undo`, { as: kondo });
    expect([undone.status, (await read()).summary]).toEqual([200, "訓練があった。"]);
  });

  test("makes its writer the one who must not approve it", async () => {
    await autosave(tanaka);
    await claim(draft.path, kondo, { steal: true });
    await desk.act(draft.path, "submit", kondo);
    expect((await desk.act(draft.path, "approve", tanaka)).status).toBe(403);
    const chief = await app.key("approver", "Chief");
    expect((await desk.act(draft.path, "approve", chief)).status).toBe(200);
  });

  test("is saved before another writes, when its writer has not moved for too long", async () => {
    await autosave(tanaka);
    await ageClaims(db, 16);
    const body = { summary: "近藤の文。" };
    const headers = { "if-match": '"v1"' };
    const stale = await app.call("PATCH", draft.path, { as: kondo, headers, body });
    expect(stale.json).toMatchObject({
      ...{ status: 412, version: 2, current: { summary: unsaved } },
    });
    expect((await desk.edit(draft.path, kondo, body)).json).toMatchObject({
      ...{ version: 3, summary: "近藤の文。", claim: { holder_name: "Kondo" } },
    });
    expect((await history()).map(({ act, actor_name }) => [act, actor_name])).toEqual([
      ...[["draft", "Tanaka"] as const, ["autosave", "Tanaka"] as const],
      ["edit", "Kondo"],
    ]);
  });

  test("stays in the history where the text has moved on", async () => {
    await autosave(tanaka);
    await desk.act(draft.path, "submit", tanaka);
    const taken = await claim(draft.path, kondo);
    expect(taken.json).toMatchObject({ saved: { author_name: "Tanaka", as: "history" } });
    expect(taken.headers.get("operation")).toBeNull();
    expect(await read()).toMatchObject({ version: 2, state: "in_review" });
    expect((await history()).at(-1)).toMatchObject({
      ...{ act: "autosave-kept", actor_name: "Tanaka", reason: "claim taken by Kondo" },
      after: { autosave: { version: 1, text: { summary: unsaved } } },
    });
  });

  test("stays in the history when the entry is published over it", async () => {
    await desk.act(draft.path, "submit", kondo);
    const chief = await app.key("approver", "Chief");
    await desk.act(draft.path, "approve", chief);
    await autosave(kondo, 3);
    expect((await desk.act(draft.path, "publish", chief)).status).toBe(200);
    expect((await history()).at(-1)).toMatchObject({
      ...{ act: "autosave-kept", actor_name: "Kondo", reason: "publish by Chief" },
    });
    const late = await autosave(kondo, 3);
    expect([late.status, late.json.type]).toEqual([409, "/problems/wrong-state"]);
  });

  test("is nowhere lost when it is saved and the claim stolen at once", async () => {
    await autosave(tanaka);
    const [saved, stolen] = await Promise.all([
      app.call("PATCH", draft.path, {
        ...{ as: tanaka, body: { summary: unsaved } },
        headers: { "if-match": '"v1"', "claim-token": "1" },
      }),
      claim(draft.path, kondo, { steal: true }),
    ]);
    expect(stolen.status).toBe(200);
    expect(await read()).toMatchObject({
      ...{ version: 2, summary: unsaved, claim: { holder_name: "Kondo" } },
    });
    const isSaved = saved.status === 200;
    expect(stolen.json.saved === null).toBe(isSaved);
    if (!isSaved) expect(saved.json.type).toBe("/problems/claim-lost");
  });
});

describe("a story that is in hand", () => {
  async function accepted(as: string): Promise<void> {
    const { json } = await app.call("POST", "/api/stacks/1/accept", { as });
    draft = { id: Number(json.id), path: `/api/entries/${json.id}` };
  }

  beforeEach(async () => {
    await cameIn(app, "wire", story);
    await app.stack();
  });

  test("is not decided by another", async () => {
    expect((await claim("/api/stacks/1", tanaka)).json).toMatchObject({ holder_name: "Tanaka" });
    for (const act of ["accept", "reject"]) {
      const { status, json } = await app.call("POST", `/api/stacks/1/${act}`, { as: kondo });
      expect([act, status, json.type]).toEqual([act, 409, "/problems/claimed"]);
    }
    const { json } = await app.call("POST", "/api/candidates/1/accept", { as: kondo });
    expect(json.type).toBe("/problems/claimed");
    expect((await release("/api/stacks/1", tanaka)).status).toBe(204);
    expect((await app.call("POST", "/api/stacks/1/accept", { as: kondo })).status).toBe(201);
  });

  test("is in hand with its entry, and stealing it loses no text", async () => {
    await accepted(tanaka);
    await autosave(tanaka);
    const { json } = await app.call("GET", "/api/stacks/1", { as: kondo });
    expect(json.stack).toMatchObject({ claim: { holder_name: "Tanaka" } });
    expect((await claim("/api/stacks/1", kondo)).status).toBe(409);
    const stolen = await claim("/api/stacks/1", kondo, { steal: true });
    expect(stolen.json).toMatchObject({ saved: { author_name: "Tanaka", as: "edit" } });
    expect(await read()).toMatchObject({ summary: unsaved, claim: { holder_name: "Kondo" } });
  });

  test("that is not there cannot be taken", async () => {
    expect((await claim("/api/stacks/999", tanaka)).status).toBe(404);
    expect((await release("/api/stacks/999", tanaka)).status).toBe(404);
  });
});
