import { beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { startScheduler } from "#jobs/schedule.ts";
import { cronMatcher, latestSlot } from "#jobs/slots.ts";
import { jobRuns } from "#jobs/table.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { quietLog } from "../support/log.ts";

const mondays = cronMatcher("0 7 * * 1", "Asia/Tokyo");
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

describe("the latest slot", () => {
  test.each([
    ["at the minute itself", "2026-11-23T07:00:00+09:00", "2026-11-23T07:00:00+09:00"],
    ["just before it", "2026-11-23T06:59:59+09:00", "2026-11-16T07:00:00+09:00"],
    ["days after", "2026-11-27T12:00:00+09:00", "2026-11-23T07:00:00+09:00"],
  ])("of Monday seven o'clock in Tokyo, %s", (_, now, slot) => {
    const found = latestSlot(mondays, at("2026-11-01T00:00:00Z"), at(now));
    expect(found?.toString()).toBe(at(slot).toString());
  });

  test("is none where the job is younger than it", () => {
    const since = at("2026-11-23T07:00:00+09:00");
    expect(latestSlot(mondays, since, since.add({ hours: 24 }))).toBeNull();
  });
});

describe("a scheduled job", () => {
  let db: Db;
  const clock = testClock("2026-11-20T00:00:00Z");
  let ran: string[];

  beforeEach(async () => {
    db = await openTestDatabase();
    clock.set("2026-11-20T00:00:00Z");
    ran = [];
  });

  const start = (run: (slot: Temporal.Instant) => Promise<string>) =>
    startScheduler(
      { db, clock, log: quietLog },
      {
        slots: [
          { name: "weekly", cron: "0 7 * * 1", timeZone: "Asia/Tokyo", maxLatenessHours: 48, run },
        ],
        ticks: [],
      },
    );
  const note = async (slot: Temporal.Instant): Promise<string> => {
    ran.push(slot.toString());
    return "done";
  };

  test("runs each slot once, on however many replicas", async () => {
    const replicas = await Promise.all([start(note), start(note), start(note)]);
    clock.set("2026-11-23T07:00:10+09:00");
    await Promise.all(replicas.map((one) => one.runDue()));
    await Promise.all(replicas.map((one) => one.runDue()));
    expect(ran).toEqual(["2026-11-22T22:00:00Z"]);
    await Promise.all(replicas.map((one) => one.stop()));
  });

  test("is caught up by a start that comes after its slot, but not days after", async () => {
    await (await start(note)).stop();
    clock.set("2026-11-23T20:00:00+09:00");
    await (await start(note)).stop();
    expect(ran).toEqual(["2026-11-22T22:00:00Z"]);
    clock.set("2026-12-03T07:00:00+09:00");
    await (await start(note)).stop();
    expect(ran).toHaveLength(1);
  });

  test("that fails is tried again, and the slot is not lost", async () => {
    let failures = 0;
    const scheduler = await start(async (slot) => {
      failures += 1;
      if (failures === 1) throw new Error("on purpose");
      return note(slot);
    });
    clock.set("2026-11-23T07:00:00+09:00");
    await scheduler.runDue();
    await scheduler.runDue();
    expect(ran).toEqual([]);
    await db.update(jobRuns).set({ leaseUntil: at("2020-01-01T00:00:00Z") });
    await scheduler.runDue();
    expect(ran).toEqual(["2026-11-22T22:00:00Z"]);
    await scheduler.stop();
  });
});
