// A story that several report becomes one draft, whoever accepts it and from wherever.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Called, startTestApp, type TestApp } from "../support/app.ts";
import { cameIn } from "../support/came-in.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const title = "Joint exercise Winter Beacon opens off the bay";
const wire = {
  ...{ title, url: "https://wire.example/1", at: "2026-11-24T09:10:00Z", topics: ["us-japan"] },
};
const retold = { ...wire, url: "https://shiomi.example/7", at: "2026-11-24T10:00:00Z" };
const other = {
  ...wire,
  title: "Harbour council deepens a berth",
  url: "https://shiomi.example/8",
};

let app: TestApp;
let as: string;
const clock = testClock("2026-11-24T12:00:00Z");

beforeEach(async () => {
  clock.set("2026-11-24T12:00:00Z");
  const db = await openTestDatabase();
  app = await startTestApp(db, {
    clock,
    sources: [
      { id: "wire", name: "Harbor Wire", language: "en" },
      { id: "shiomi", name: "潮見新報", language: "en" },
    ],
  });
  as = await app.key("editor", "Tanaka");
  await cameIn(app, "wire", wire);
  await cameIn(app, "shiomi", retold, other);
});
afterEach(() => app.close());

type Seen = { stack: number; version: number; candidates: Record<string, unknown>[] };

/** The stack that holds the story of that address. */
async function stackOf(url: string): Promise<Seen> {
  const stacks = await app.call("GET", "/api/stacks?state=any", { as });
  for (const { id } of stacks.json.items) {
    const { json } = await app.call("GET", `/api/stacks/${id}`, { as });
    const candidates = json.candidates as Record<string, unknown>[];
    const { version } = json.stack as { version: number };
    if (candidates.some((one) => one.url === url))
      return { stack: Number(id), version, candidates };
  }
  throw new Error(`no stack has ${url}`);
}

const accept = (stack: number, headers = {}): Promise<Called> =>
  app.call("POST", `/api/stacks/${stack}/accept`, { as, headers });

describe("a stack that is accepted", () => {
  beforeEach(() => app.stack());

  test("is a draft with the lead's headline and everybody's report", async () => {
    const { stack, candidates } = await stackOf(wire.url);
    expect(candidates.map(({ state }) => state).toSorted()).toEqual(["duplicate", "new"]);
    const { status, json, headers } = await accept(stack);
    expect(status).toBe(201);
    expect(json).toMatchObject({
      ...{ state: "draft", version: 1, stack, title, date: "2026-11-24", summary: "" },
      ...{ topics: ["us-japan"], related: [], corrects: null, archive_id: null },
    });
    const urls = (json.sources as { url: string }[]).map(({ url }) => url);
    expect(urls.toSorted()).toEqual([retold.url, wire.url]);
    expect(json.sources).toContainEqual({
      ...{ candidate: expect.any(Number), source: "Harbor Wire", via: null, title, language: "en" },
      ...{ url: wire.url, published_at: "2026-11-24T09:10:00Z" },
    });
    expect(headers.get("location")).toBe(`/api/entries/${json.id}`);
    expect(headers.get("etag")).toBe('"v1"');
    const token = headers.get("operation");
    expect(token).toMatch(/^[0-9a-f]{8}-/);
    const history = await app.call("GET", `/api/entries/${json.id}/history`, { as });
    expect(history.json.items).toMatchObject([{ act: "draft", operation: token, before: null }]);
    expect((await stackOf(wire.url)).candidates.map(({ state }) => state)).toEqual(
      candidates.map(({ state }) => (state === "new" ? "accepted" : state)),
    );
  });

  test("keeps its list of sources whatever becomes of the stack", async () => {
    const { stack } = await stackOf(wire.url);
    const berth = await stackOf(other.url);
    const { json } = await accept(stack);
    const body = { stacks: [berth.stack] };
    const merged = await app.call("POST", `/api/stacks/${stack}/merge`, { as, body });
    expect(merged.status).toBe(200);
    const entry = await app.call("GET", `/api/entries/${json.id}`, { as });
    expect(entry.json.sources).toEqual(json.sources);
    const again = await accept(berth.stack);
    expect([again.status, again.json.type]).toEqual([409, "/problems/wrong-state"]);
  });

  test("is accepted as it was seen, and once", async () => {
    const { stack, version } = await stackOf(wire.url);
    const stale = await accept(stack, { "if-match": `"v${version + 1}"` });
    expect([stale.status, stale.json.version]).toEqual([412, version]);
    const made = await accept(stack, { "if-match": `"v${version}"` });
    expect(made.status).toBe(201);
    const late = await accept(stack);
    expect([late.status, late.json]).toEqual([
      409,
      expect.objectContaining({ state: "accepted", entry: made.json.id }),
    ]);
    expect((await accept(999)).status).toBe(404);
    const listed = await app.call("GET", "/api/entries", { as });
    expect(listed.json.items).toHaveLength(1);
  });

  test("from either of its candidates takes that one's address over", async () => {
    const { candidates } = await stackOf(wire.url);
    const second = candidates.find(({ url }) => url === retold.url);
    const { status, json } = await app.call("POST", `/api/candidates/${second?.id}/accept`, { as });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      ...{ url: retold.url, source: "潮見新報", candidate: second?.id },
    });
    expect(json.sources).toHaveLength(2);
  });

  test("undone, it is new again and its draft is given up; both by one token", async () => {
    const { stack } = await stackOf(wire.url);
    const { json, headers } = await accept(stack);
    const undo = `/api/operations/${headers.get("operation")}/undo`;
    expect((await app.call("POST", undo, { as })).status).toBe(200);
    const entry = await app.call("GET", `/api/entries/${json.id}`, { as });
    expect(entry.json).toMatchObject({ state: "withdrawn", archive_id: null });
    expect((await accept(stack)).status).toBe(201);
  });
});

test("a candidate that came in this moment is stacked and accepted", async () => {
  const { items } = (await app.call("GET", "/api/candidates", { as })).json;
  const found = items.find(({ url }) => url === wire.url);
  const made = await app.call("POST", `/api/candidates/${found?.id}/accept`, { as });
  expect([made.status, made.json.stack]).toEqual([201, expect.any(Number)]);
  expect((await app.call("POST", "/api/candidates/999/accept", { as })).status).toBe(404);
});
