import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { type Frozen, freezeIssue } from "#digests/freeze.ts";
import type { DigestSchedule } from "#digests/schedule.ts";
import { deliveries, deliveryEntries, issues } from "#digests/table.ts";
import { entries } from "#entries/table.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { addEntry, addReader, addReaders, archive, monday, secret, weekly } from "./invented.ts";

let db: Db;
beforeEach(async () => {
  db = await openTestDatabase();
});

const clock = testClock(monday.toString());
const week = { hours: 7 * 24 };

describe("freezing a digest", () => {
  test("makes one delivery for each confirmed reader of it, and no other", async () => {
    await addEntry(db, 1);
    await addReader(db, "a");
    await addReader(db, "b", { language: "en" });
    await addReader(db, "daily-only", { digests: ["daily"] });
    for (const state of ["pending", "unsubscribed", "suppressed"] as const)
      await addReader(db, state, { state });
    expect(await freeze()).toMatchObject({
      outcome: "frozen",
      issue: { id: "weekly-2026-11-23", state: "approved" },
      deliveries: { pending: 2 },
    });
    const rows = await db.select().from(deliveries).orderBy(deliveries.id);
    expect(rows).toMatchObject([
      { address: "a@mail.example", language: "ja", state: "pending" },
      { address: "b@mail.example", language: "en", state: "pending" },
    ]);
    expect(rows[0]?.messageId).toMatch(/^<d\.weekly-2026-11-23\.[a-z2-7]{20}@archive\.example>$/);
  });

  test("twice for one slot, also at the same time, makes one issue", async () => {
    await addEntry(db, 1);
    await addReader(db, "a");
    const outcomes = await Promise.all([freeze(), freeze(), freeze()]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["frozen", "known", "known"]);
    expect(await db.select().from(issues)).toHaveLength(1);
    expect(await db.select().from(deliveries)).toHaveLength(1);
  });

  test("waits for an editor where the schedule says so", async () => {
    await addEntry(db, 1);
    await addReader(db, "a");
    const frozen = await freeze({ ...weekly, approval: "manual" });
    expect(frozen).toMatchObject({ issue: { state: "frozen", approvedAt: null } });
  });

  test("takes readers by the thousand", async () => {
    await addEntry(db, 1);
    await addReaders(db, 2500);
    expect(await freeze()).toMatchObject({ deliveries: { pending: 2500 } });
    expect(await db.select().from(deliveryEntries)).toHaveLength(2500);
  });
});

describe("a reader's digest holds", () => {
  test("what was published between the reader's yes and the digest's time", async () => {
    const confirmedAt = monday.subtract(week);
    await addReader(db, "a", { confirmedAt });
    await addEntry(db, 1, { publishedAt: confirmedAt.subtract({ seconds: 1 }) });
    await addEntry(db, 2, { publishedAt: confirmedAt });
    await addEntry(db, 3, { publishedAt: monday });
    await addEntry(db, 4, { publishedAt: monday.add({ seconds: 1 }) });
    await addEntry(db, 5, { state: "withdrawn" });
    await addEntry(db, 6, { state: "approved", publishedAt: null });
    // Its text is the entry's by now, and goes with that.
    await addEntry(db, 7, { corrects: 2 });
    await freeze();
    expect(await held("a")).toEqual([2, 3]);
  });

  test.each([
    [[], [], [1, 2, 3]],
    [["harbour"], [], [1, 3]],
    [[], ["air"], [2, 3]],
    [["harbour"], ["air"], [3]],
    [["space"], [], []],
  ])("of a digest of topics %j and wishes %j: %j", async (digestTopics, wishes, numbers) => {
    await addEntry(db, 1, { topics: ["harbour"] });
    await addEntry(db, 2, { topics: ["air"] });
    await addEntry(db, 3, { topics: ["harbour", "air"] });
    await addReader(db, "a", { topics: wishes });
    await freeze({ ...weekly, topics: digestTopics });
    expect(await held("a")).toEqual(numbers);
  });

  test("each entry once, whatever the number of digests and weeks", async () => {
    await addReader(db, "a", { digests: ["weekly", "daily"] });
    await addEntry(db, 1);
    await freeze({ ...weekly, id: "daily" });
    await addEntry(db, 2);
    await freeze();
    await freeze(weekly, monday.add(week));
    expect(await held("a")).toEqual([1, 2]);
    const states = await db.select({ state: deliveries.state }).from(deliveries);
    expect(states.map(({ state }) => state).sort()).toEqual(["empty", "pending", "pending"]);
  });

  test("what was released from a delivery that failed", async () => {
    await addReader(db, "a");
    await addEntry(db, 1);
    await freeze();
    await db.update(deliveryEntries).set({ releasedAt: monday });
    await freeze(weekly, monday.add(week));
    expect(await held("a")).toEqual([1, 1]);
  });

  test("nothing, and then there is no mail: the reader counts as empty", async () => {
    await addReader(db, "a");
    await addReader(db, "b", { topics: ["air"] });
    await addEntry(db, 1);
    expect(await freeze()).toMatchObject({ deliveries: { pending: 1, empty: 1 } });
  });
});

function freeze(schedule: DigestSchedule = weekly, slot = monday): Promise<Frozen> {
  return freezeIssue({ db, clock, archive, secret, mailDomain: "archive.example" }, schedule, slot);
}

/** The entries' numbers of the reader's deliveries. */
async function held(name: string): Promise<number[]> {
  const found = await db
    .select({ id: entries.archiveId })
    .from(deliveryEntries)
    .innerJoin(deliveries, eq(deliveries.id, deliveryEntries.deliveryId))
    .innerJoin(entries, eq(entries.id, deliveryEntries.entryId))
    .where(eq(deliveries.address, `${name}@mail.example`))
    .orderBy(entries.archiveId);
  return found.map(({ id }) => Number(id?.slice(-2)));
}
