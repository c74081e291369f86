import { beforeEach, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { followUp } from "#entries/follow-up.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { openTestDatabase } from "../support/database.ts";
import { publish, published } from "../support/published.ts";

let db: Db;
beforeEach(async () => {
  db = await openTestDatabase();
});

async function line(entry: PublishedEntry): Promise<string[]> {
  return (await followUp(db, entry)).map(({ archiveId }) => archiveId);
}

test("leads over cross references both ways, earliest first", async () => {
  const announced = published("2607-060101", { on: "2026-06-01" });
  const begun = published("2608-070101", { on: "2026-07-01", related: ["2607-060101"] });
  const sameDay = published("2608-070102", { on: "2026-07-01", reportedTime: "09:00" });
  const ended = published("2608-072001", {
    on: "2026-07-20",
    related: ["2608-070101", "2608-070102", "2501-010101"],
  });
  const other = published("2608-070201", { on: "2026-07-02" });
  await publish(db, 1, announced, begun, sameDay, ended, other);
  const all = ["2607-060101", "2608-070101", "2608-070102", "2608-072001"];
  for (const entry of [announced, begun, sameDay, ended]) expect(await line(entry)).toEqual(all);
  expect(await line(other)).toEqual(["2608-070201"]);
});

test("of entries that cite each other in a circle ends", async () => {
  const one = published("2608-070101", { on: "2026-07-01", related: ["2608-070201"] });
  const two = published("2608-070201", { on: "2026-07-02", related: ["2608-070101"] });
  await publish(db, 1, one, two);
  expect(await line(one)).toEqual(["2608-070101", "2608-070201"]);
});

test("has at most thirty, the entry among them", async () => {
  const chain = Array.from({ length: 40 }, (_, i) => {
    const id = (n: number): string => `2608-0701${String(n).padStart(2, "0")}`;
    return published(id(i + 1), { on: "2026-07-01", related: i === 0 ? [] : [id(i)] });
  });
  await publish(db, 1, ...chain);
  const middle = chain[20] as PublishedEntry;
  const found = await line(middle);
  expect(found).toHaveLength(30);
  expect(found).toContain(middle.archiveId);
  expect(found).toContain(chain[19]?.archiveId);
});
