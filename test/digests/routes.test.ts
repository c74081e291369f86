import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { freezeIssue } from "#digests/freeze.ts";
import { addIssueRoutes } from "#digests/routes.ts";
import { deliveries, issues } from "#digests/table.ts";
import { createServer, type Server } from "#http/server.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { quietLog } from "../support/log.ts";
import { addEntry, addReader, archive, monday, secret, weekly } from "./invented.ts";

const clock = testClock(monday.toString());
const actor = { id: "person:1", name: "山田 花子", role: "approver" } as const;

let db: Db;
let server: Server;
let audited: string[];
let auditFault: Error | null;
beforeEach(async () => {
  db = await openTestDatabase();
  audited = [];
  auditFault = null;
  clock.set(monday.toString());
  server = createServer(quietLog);
  server.addHook("onRequest", async (request) => {
    request.actor = actor;
  });
  addIssueRoutes(server, {
    db,
    clock,
    freezer: { db, clock, archive, secret, mailDomain: "archive.example" },
    schedules: [weekly],
    addAudit: async (_, { actor, act, subject }) => {
      if (auditFault) throw auditFault;
      audited.push(`${actor.id} ${act} ${subject}`);
    },
  });
  await addEntry(db, 1);
  for (const name of ["reader", "b", "c"]) await addReader(db, name);
  const manual = { ...weekly, approval: "manual" as const };
  await freezeIssue({ db, clock, archive, secret, mailDomain: "archive.example" }, manual, monday);
});

const path = "/api/issues/weekly-2026-11-23";

describe("an issue", () => {
  test("is frozen at an editor's word, also a second time on a day, with what is new only", async () => {
    await addEntry(db, 2);
    clock.advance({ minutes: 5 });
    const second = await order("weekly");
    expect([second.statusCode, second.json().id]).toEqual([201, "weekly-2026-11-23-2"]);
    expect(audited).toEqual(["person:1 order-issue issue:weekly-2026-11-23-2"]);
    const unknown = await order("monthly");
    expect([unknown.statusCode, unknown.json().detail]).toEqual([
      422,
      "body/schedule is monthly; the digests are weekly.",
    ]);
  });

  test("ordered again for want of an answer is the same, until something is new", async () => {
    clock.advance({ minutes: 5 });
    const both = await Promise.all([order("weekly"), order("weekly")]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 201]);
    clock.advance({ seconds: 59 });
    const third = await order("weekly");
    expect([third.statusCode, third.json().id]).toEqual([200, "weekly-2026-11-23-2"]);
    expect(audited).toHaveLength(1);
    await addEntry(db, 2, { publishedAt: clock() });
    expect((await order("weekly")).json().id).toBe("weekly-2026-11-23-3");
    await cancelAll();
    clock.advance({ seconds: 1 });
    expect((await order("weekly")).json().id).toBe("weekly-2026-11-23-4");
    clock.advance({ seconds: 60 });
    expect((await order("weekly")).json().id).toBe("weekly-2026-11-23-5");
  });

  test("is not frozen at all where the order cannot be noted in the audit trail", async () => {
    clock.advance({ minutes: 5 });
    auditFault = new Error("no room");
    expect((await order("weekly")).statusCode).toBe(500);
    expect(await db.select().from(issues)).toHaveLength(1);
  });

  test("cancelled gives its entries to the next one, and is sent no more", async () => {
    await db.update(deliveries).set({ state: "accepted" }).where(eq(deliveries.id, 1));
    await db.update(deliveries).set({ state: "claimed" }).where(eq(deliveries.id, 2));
    await db.update(issues).set({ state: "paused" });
    expect((await act("cancel")).json()).toMatchObject({
      state: "cancelled",
      finished_at: monday.toString(),
      deliveries: { accepted: 1, suppressed: 2 },
    });
    expect(audited).toEqual(["person:1 cancel-issue issue:weekly-2026-11-23"]);
    clock.advance({ minutes: 5 });
    const next = await order("weekly");
    expect(next.json().deliveries).toEqual({ pending: 2, empty: 1 });
  });

  test("stays as it is where the cancelling cannot be noted in the audit trail", async () => {
    auditFault = new Error("no room");
    expect((await act("cancel")).statusCode).toBe(500);
    expect(await get(path)).toMatchObject({ state: "frozen", deliveries: { pending: 3 } });
  });

  test("says that it waits for its age, and goes on as approved when resumed", async () => {
    expect((await get(path)).reason).toBeNull();
    clock.advance({ hours: 48, seconds: 1 });
    expect((await get(path)).reason).toMatch(/more than 48 hours late; approve/);
    await db.update(issues).set({ state: "paused" });
    expect((await act("resume")).json()).toMatchObject({
      state: "sending",
      approved_at: clock().toString(),
      approved_by: "person:1",
      reason: null,
    });
  });

  test("tells what it is and how far it is", async () => {
    const shown = await get(path);
    expect(shown).toMatchObject({
      id: "weekly-2026-11-23",
      schedule: "weekly",
      slot: "2026-11-22T22:00:00Z",
      state: "frozen",
      approved_at: null,
      deliveries: { pending: 3 },
    });
    expect(await get("/api/issues")).toEqual({ items: [shown], next: null });
  });

  test("is approved once, by name, and the act is in the audit trail", async () => {
    const approved = await act("approve");
    expect(approved.json()).toMatchObject({ state: "approved", approved_by: "person:1" });
    expect(audited).toEqual(["person:1 approve-issue issue:weekly-2026-11-23"]);
    const again = await act("approve");
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ type: "/problems/wrong-state", state: "approved" });
    expect(audited).toHaveLength(1);
  });

  test.each([
    ["approve", "frozen", "approved"],
    ["pause", "approved", "paused"],
    ["pause", "sending", "paused"],
    ["resume", "paused", "sending"],
    ["cancel", "frozen", "cancelled"],
    ["cancel", "approved", "cancelled"],
    ["cancel", "paused", "cancelled"],
    ["cancel", "sending", null],
    ["cancel", "done", null],
    ["cancel", "cancelled", null],
    ["approve", "paused", null],
    ["approve", "done", null],
    ["pause", "frozen", null],
    ["pause", "paused", null],
    ["pause", "done", null],
    ["resume", "frozen", null],
    ["resume", "sending", null],
    ["resume", "done", null],
  ] as const)("%s on one that is %s: %s", async (name, from, to) => {
    await db.update(issues).set({ state: from });
    const reply = await act(name);
    expect(reply.statusCode).toBe(to === null ? 409 : 200);
    expect((await get(path)).state).toBe(to ?? from);
  });

  test("that is not there is 404", async () => {
    for (const rest of ["", "/deliveries"]) {
      const reply = await server.inject({ url: `/api/issues/weekly-1999-01-01${rest}` });
      expect(reply.statusCode).toBe(404);
    }
    const url = "/api/issues/weekly-1999-01-01/approve";
    expect((await server.inject({ method: "POST", url })).statusCode).toBe(404);
  });
});

describe("its deliveries", () => {
  test("are listed a page at a time, without addresses", async () => {
    await db.update(deliveries).set({ reply: "450 4.2.1 <reader@mail.example> is busy" });
    const first = await get(`${path}/deliveries?limit=2`);
    expect(first.items).toMatchObject([
      { reader: "r•••@mail.example", state: "pending", attempt: 0 },
      { reader: "b•••@mail.example" },
    ]);
    expect(first.items[0]?.reply).toBe("450 4.2.1 <r•••@mail.example> is busy");
    const second = await get(`${path}/deliveries?limit=2&cursor=${first.next}`);
    expect(second).toMatchObject({ items: [{ reader: "c•••@mail.example" }], next: null });
  });

  test("are listed by state", async () => {
    expect((await get(`${path}/deliveries?state=accepted`)).items).toEqual([]);
    expect((await get(`${path}/deliveries?state=pending`)).items).toHaveLength(3);
  });
});

async function get(url: string) {
  const reply = await server.inject({ url });
  expect(reply.statusCode).toBe(200);
  return reply.json();
}

function order(schedule: string) {
  return server.inject({ method: "POST", url: "/api/issues", payload: { schedule } });
}

async function cancelAll(): Promise<void> {
  await db.update(issues).set({ state: "cancelled" });
}

function act(name: string) {
  return server.inject({ method: "POST", url: `${path}/${name}` });
}
