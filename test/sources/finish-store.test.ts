import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Db, rows } from "#db/types.ts";
import { claimSources } from "#sources/claim-store.ts";
import { type Ending, finishPolls } from "#sources/finish-store.ts";
import { type Lease, sweepLeases } from "#sources/poll-store.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

describe("many polls that end in one statement", () => {
  let db: Db;
  let app: TestApp;
  const clock = testClock("2026-11-24T12:00:00Z");
  const ids = ["one", "two", "three"];

  beforeEach(async () => {
    db = await openTestDatabase();
    clock.set("2026-11-24T12:00:00Z");
    const sources = ids.map((id) => ({ id, address: [`https://${id}.example/feed`] }));
    app = await startTestApp(db, { clock, sources });
    // Nothing is due for the app's own scheduler.
    await db.execute(sql`update poll_state set next_poll_at = '2027-01-01', flags = '{cut-off}'`);
    await db.execute(sql`update host set due_at = '2027-01-01', next_slot_at = '2026-11-24'`);
  });
  afterEach(() => app.close());

  const claim = (only: readonly string[]): Promise<Lease[]> =>
    claimSources(db, { at: clock(), token: randomUUID(), limit: 9, only });

  const unchanged = (lease: Lease): Ending => ({
    lease,
    finished: {
      state: { nextPollAt: clock().add({ hours: 1 }), detail: "half a \ud842", outcome: "ok" },
      hostFreeAt: clock().add({ seconds: 5 }),
      log: { at: clock(), outcome: "not-modified", ms: 7, items: 0, added: 0, changed: 0 },
    },
  });

  const told = (statement: string): Promise<Record<string, unknown>[]> =>
    rows(db, sql.raw(statement));

  test("each is stored, its host is free, and what it does not name stays", async () => {
    const leases = await claim(ids);
    const done = await finishPolls(db, leases.map(unchanged), false);
    expect([...done].toSorted()).toEqual(ids.toSorted());
    const states = await told(`
      select p.lease_token, outcome, detail, flags, next_poll_at = due_at as same,
        extract(epoch from next_slot_at - '2026-11-24T12:00:00Z')::int as wait,
        h.lease_until is null as free
      from poll_state p join host h on h.id = p.host`);
    const wanted = { lease_token: null, outcome: "ok", detail: "half a \ufffd", wait: 5 };
    expect(states).toEqual(
      ids.map(() => ({ ...wanted, flags: ["cut-off"], same: true, free: true })),
    );
    const log = await told("select outcome, ms, day::text as day from fetch_log");
    expect(log).toEqual(ids.map(() => ({ outcome: "not-modified", ms: 7, day: "2026-11-24" })));
  });

  test("one that was taken over stores nothing, and the others are stored", async () => {
    const [lost] = await claim(["two"]);
    if (!lost) throw new Error("nothing was claimed");
    clock.advance({ seconds: 91 });
    await sweepLeases(db, clock());
    const [second] = await claim(["two"]);
    const others = await claim(["one", "three"]);
    const done = await finishPolls(db, [...others, lost].map(unchanged), false);
    expect([...done].toSorted()).toEqual(["one", "three"]);
    expect(await told("select source_id from fetch_log order by 1")).toEqual([
      { source_id: "one" },
      { source_id: "three" },
    ]);
    const [held] = await told(
      "select lease_token, outcome from poll_state where source_id = 'two'",
    );
    expect(held).toEqual({ lease_token: second?.token, outcome: "lost" });
  });
});
