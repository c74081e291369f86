// Stories at the desk: decided, merged, split, snoozed, and taken back.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gather } from "#candidates/gather.ts";
import type { Db } from "#db/types.ts";
import { type Called, startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { brokenInvariants } from "../support/invariants.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

// Nothing like each other, so that the machine leaves them apart.
const headlines = [
  "Submarine rescue drill opens off the eastern bay",
  "Budget committee questions radar purchase",
  "港湾労組が夜間作業の見直しを要求",
  "知事、格納庫の新設に慎重な姿勢",
  "Typhoon delays airlift of relief goods",
  "次期練習機の選定で公聴会",
];
const stories = headlines.map((title, n) => ({
  ...{ title, link: `https://wire.example/${n + 1}`, date: "2026-11-24T09:00:00Z" },
}));

describe("stories at the desk", () => {
  let db: Db;
  let app: TestApp;
  let origin: Origin;
  let as: string;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    clock.set("2026-11-24T12:00:00Z");
    db = await openTestDatabase();
    origin = await openOrigin();
    origin.answer("/atom", { body: atomFeed(stories.toReversed()) });
    app = await startTestApp(db, {
      clock,
      sources: [
        { id: "wire", name: "Harbor Wire", language: "en", address: [origin.url("/atom")] },
      ],
    });
    as = await app.key("editor", "first");
    await gather(app.parts.gather);
    await app.stack();
  });
  afterEach(async () => {
    await app.close();
    await origin.close();
  });

  const act = (stack: number, name: string, body: unknown = {}, key = as): Promise<Called> =>
    app.call("POST", `/api/stacks/${stack}/${name}`, { as: key, body });
  const get = async (stack: number) => (await app.call("GET", `/api/stacks/${stack}`, { as })).json;
  const queue = async (query = ""): Promise<unknown[]> =>
    (await app.call("GET", `/api/stacks${query}`, { as })).json.items.map(({ id }) => id);
  const undo = (done: Called, key = as): Promise<Called> =>
    app.call("POST", `/api/operations/${done.headers.get("operation")}/undo`, { as: key });
  const idsOf = (whole: Record<string, unknown>): unknown[] =>
    (whole.candidates as { id: number }[]).map(({ id }) => id);

  test("each story is a row, and one row tells all that the machine knows", async () => {
    expect(await queue()).toEqual([6, 5, 4, 3, 2, 1]);
    const { stack, candidates, perhaps } = await get(1);
    expect(stack).toMatchObject({ state: "new", size: 1, title: headlines[0], claim: null });
    expect(candidates).toMatchObject([{ id: 1, stack: 1, state: "new" }]);
    expect(perhaps).toEqual([]);
  });

  test("the queue is paged in both orders, each story once", async () => {
    for (const sort of ["newest", "rank"]) {
      const seen: unknown[] = [];
      for (let next: unknown = ""; next !== null; ) {
        const query = `?limit=2&sort=${sort}${next === "" ? "" : `&cursor=${next}`}`;
        const { json } = await app.call("GET", `/api/stacks${query}`, { as });
        seen.push(...json.items.map(({ id }) => id));
        next = json.next;
      }
      expect([sort, seen.toSorted()]).toEqual([sort, [1, 2, 3, 4, 5, 6]]);
    }
  });

  test("rejected with a reason, undone, and rejected for what the archive has", async () => {
    const rejected = await act(1, "reject", { reason: "not about defence" });
    expect(rejected.json.stack).toMatchObject({ state: "rejected", reason: "not about defence" });
    expect(await queue()).not.toContain(1);
    const twice = await act(1, "reject");
    expect([twice.status, twice.json.state]).toEqual([409, "rejected"]);
    const undone = await undo(rejected);
    expect([undone.status, undone.json.act]).toEqual([200, "reject"]);
    expect((await get(1)).stack).toMatchObject({ state: "new", reason: null, decided_by: null });
    expect((await get(1)).candidates).toMatchObject([{ state: "new", decided_by: null }]);
    expect((await undo(rejected)).status).toBe(409);
    const known = await act(1, "reject", { duplicate_of: "2508-071408" });
    expect(known.json.stack).toMatchObject({ duplicate_of: "2508-071408" });
  });

  test("an undo is an act, and is undone as well", async () => {
    const rejected = await act(2, "reject", { reason: "old" });
    const undone = await undo(rejected);
    expect((await undo(undone)).status).toBe(200);
    expect((await get(2)).stack).toMatchObject({ state: "rejected", reason: "old" });
  });

  test("what was changed since is not undone, and the answer says what", async () => {
    const merged = await act(1, "merge", { stacks: [2] });
    await act(1, "reject");
    const refused = await undo(merged);
    expect([refused.status, refused.json.type]).toEqual([409, "/problems/conflict"]);
    expect((await get(1)).stack).toMatchObject({ state: "rejected", size: 2 });
  });

  test("an act is undone by whoever did it, or by an approver", async () => {
    const [other, approver] = [await app.key("editor", "other"), await app.key("approver")];
    const rejected = await act(1, "reject");
    expect((await undo(rejected, other)).status).toBe(403);
    expect((await undo(rejected, approver)).status).toBe(200);
  });

  test("merged stories are one row; their addresses lead to it", async () => {
    const merged = await act(1, "merge", { stacks: [2, 4] });
    expect(merged.json.stack).toMatchObject({ id: 1, size: 3, state: "new" });
    expect(idsOf(merged.json)).toEqual([1, 2, 4]);
    expect(await queue()).toEqual([6, 5, 3, 1]);
    expect((await get(2)).stack).toMatchObject({ state: "merged", merged_into: 1 });
    const late = await act(2, "reject");
    expect([late.status, late.json.merged_into]).toEqual([409, 1]);
    const rejected = await act(1, "reject");
    const states = (rejected.json.candidates as { state: string }[]).map(({ state }) => state);
    expect(states).toEqual(["rejected", "rejected", "rejected"]);
  });

  test("a merge is undone: every story is where it was", async () => {
    const before = [await get(1), await get(2)];
    await undo(await act(1, "merge", { stacks: [2] }));
    const after = [await get(1), await get(2)];
    expect(after.map(idsOf)).toEqual(before.map(idsOf));
    expect(await queue()).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test("what is split off is a story by itself, and no machine puts it back", async () => {
    await act(1, "merge", { stacks: [2, 3] });
    const split = await act(1, "split", { candidates: [3] });
    const made = split.json.stack as { id: number };
    expect(idsOf(split.json)).toEqual([3]);
    expect(idsOf(await get(1))).toEqual([1, 2]);
    expect(await queue()).toContain(made.id);
    expect((await undo(split)).status).toBe(200);
    expect(idsOf(await get(1))).toEqual([1, 2, 3]);
    expect((await get(made.id)).stack).toMatchObject({ state: "merged", merged_into: 1 });
  });

  test("the lead may be split off; the next stands for the rest", async () => {
    await act(1, "merge", { stacks: [2] });
    const split = await act(1, "split", { candidates: [1] });
    expect(split.json.stack).toMatchObject({ title: headlines[0] });
    expect((await get(1)).stack).toMatchObject({ title: headlines[1], candidate: 2 });
  });

  test("an accepted story can be added to; its entry keeps its own list of sources", async () => {
    const accepted = await act(1, "accept");
    expect(accepted.status).toBe(201);
    await act(1, "merge", { stacks: [2] });
    const { json } = await app.call("GET", `/api/entries/${accepted.json.id}`, { as });
    expect((json.sources as unknown[]).length).toBe(1);
    expect((await get(1)).candidates).toMatchObject([{ state: "accepted" }, { state: "accepted" }]);
  });

  test("snoozed: out of the queue until its hour", async () => {
    const until = "2026-11-25T09:00:00+09:00";
    const snoozed = await act(3, "snooze", { until });
    expect(snoozed.json.stack).toMatchObject({ snoozed_until: "2026-11-25T00:00:00Z" });
    expect(await queue()).not.toContain(3);
    expect(await queue("?snoozed=true")).toEqual([3]);
    const counts = (await app.call("GET", "/api/stacks/counts", { as })).json;
    expect(counts).toEqual({ states: { new: 5, snoozed: 1 } });
    clock.set("2026-11-25T00:00:00Z");
    expect(await queue()).toContain(3);
    expect((await act(3, "snooze", { until })).status).toBe(422);
  });

  test("what was merged into a rejected story comes back with it, when that is undone", async () => {
    const rejected = await act(1, "reject");
    expect((await act(1, "merge", { stacks: [2] })).status).toBe(200);
    expect((await undo(rejected)).status).toBe(200);
    const { stack, candidates } = await get(1);
    expect(stack).toMatchObject({ state: "new", size: 2 });
    expect(candidates).toMatchObject([{ state: "new" }, { state: "new" }]);
    expect(await brokenInvariants(db)).toEqual([]);
  });

  test("many decisions at once: each by itself, one undo for all", async () => {
    await act(5, "reject");
    const body = {
      decisions: [
        { stack: 1, decision: "accept" },
        { stack: 2, decision: "reject", reason: "off topic" },
        { stack: 5, decision: "accept" },
        { stack: 99, decision: "reject" },
        { stack: 3, decision: "snooze", until: "2026-11-26T00:00:00Z" },
        { stack: 4, decision: "reject", version: 7 },
      ],
    };
    const done = await app.call("POST", "/api/decisions", { as, body });
    expect(done.status).toBe(200);
    const results = done.json.results as { done: boolean; problem: { type: string } | null }[];
    expect(results.map((one) => one.problem?.type ?? "done")).toEqual([
      ...["done", "done", "/problems/wrong-state", "/problems/not-found", "done"],
      "/problems/stale-version",
    ]);
    expect(await queue()).toEqual([6, 4]);
    expect((await app.call("GET", "/api/entries", { as })).json.items).toHaveLength(1);
    expect((await undo(done)).status).toBe(200);
    expect(await queue()).toEqual([6, 4, 3, 2, 1]);
    const { json } = await app.call("GET", "/api/entries?state=draft", { as });
    expect(json.items).toEqual([]);
  });

  test("accepting is undone while nobody has written; then it is the writer's to discard", async () => {
    const accepted = await act(1, "accept");
    const path = `/api/entries/${accepted.json.id}`;
    const headers = { "if-match": String(accepted.headers.get("etag")) };
    const written = await app.call("PATCH", path, { as, headers, body: { summary: "訓練。" } });
    expect((await undo(accepted)).status).toBe(409);
    expect((await undo(written)).status).toBe(200);
    expect((await app.call("GET", path, { as })).json.summary).toBe("");
    const again = await act(2, "accept");
    expect((await undo(again)).status).toBe(200);
    expect((await get(2)).stack).toMatchObject({ state: "new" });
    expect((await act(2, "accept")).status).toBe(201);
  });

  test("somebody else's claim keeps a story from being decided", async () => {
    const other = await app.key("editor", "second");
    await app.call("PUT", "/api/stacks/1/claim", { as: other, body: {} });
    for (const [name, body] of [
      ["reject", {}],
      ["accept", {}],
      ["snooze", { until: "2026-11-26T00:00:00Z" }],
      ["merge", { stacks: [2] }],
    ] as const) {
      const refused = await act(1, name, body);
      expect([name, refused.status, refused.json.type]).toEqual([name, 409, "/problems/claimed"]);
    }
    expect((await act(2, "merge", { stacks: [1] })).status).toBe(409);
    const row = (await app.call("GET", "/api/stacks", { as })).json.items.find(
      ({ id }) => id === 1,
    );
    expect(row?.claim).toMatchObject({ holder_name: "second" });
    await app.call("DELETE", "/api/stacks/1/claim", { as: other });
    expect((await act(1, "reject")).status).toBe(200);
  });

  test.each([
    ["merge", { stacks: [] }, 422],
    ["merge", { stacks: [1] }, 422],
    ["merge", { stacks: [77] }, 404],
    ["merge", { stacks: [2, 2] }, 422],
    ["split", { candidates: [1] }, 422],
    ["split", { candidates: [2] }, 422],
    ["snooze", { until: "yesterday" }, 422],
    ["snooze", { until: "2026-11-24T11:00:00Z" }, 422],
    ["snooze", { until: "2099-01-01T00:00:00Z" }, 422],
    ["reject", { reason: "" }, 422],
    ["reject", { duplicate_of: "2508" }, 422],
    ["reopen", {}, 409],
  ])("%s %o is refused with %i and changes nothing", async (name, body, status) => {
    const before = await get(1);
    expect((await act(1, name, body)).status).toBe(status);
    expect(await get(1)).toEqual(before);
  });

  test("an act on the version that was seen, and only on that", async () => {
    const headers = { "if-match": '"v1"' };
    await act(1, "snooze", { until: "2026-11-26T00:00:00Z" });
    const stale = await app.call("POST", "/api/stacks/1/reject", { as, headers, body: {} });
    expect([stale.status, stale.json.version]).toEqual([412, 2]);
  });
});
