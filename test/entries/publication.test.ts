import { beforeEach, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { bumpPublication, publicationLog } from "#entries/publication-store.ts";
import { openTestDatabase } from "../support/database.ts";
import { publish, published } from "../support/published.ts";

const first = published("2608-073110", {
  on: "2026-07-31",
  related: ["2607-062001"],
  topics: ["exercises", "ships"],
});
const second = published("2608-073011", { on: "2026-07-30" });

let db: Db;
beforeEach(async () => {
  db = await openTestDatabase();
});

async function changedSince(number: number): Promise<string[]> {
  const { tags } = await publicationLog(db).readChanges(number);
  return [...(tags ?? ["more than is told"])].sort();
}

test("a publication names whatever shows the entry, and whom it cites", async () => {
  await publish(db, 1, first);
  await bumpPublication(db, [first]);
  expect(await changedSince(1)).toEqual([
    "all",
    "entry:2607-062001",
    "entry:2608-073110",
    "month:2026-07",
    "source:瓦版通信",
    "topic:exercises",
    "topic:exercises/2026",
    "topic:ships",
    "topic:ships/2026",
    "year:2026",
    "years",
  ]);
});

test("the links between years change with a topic's first entry of a year, and its last", async () => {
  await publish(db, 1, first, second);
  await bumpPublication(db, [second]);
  expect(await changedSince(1)).not.toContain("years");
  // The only one of its second topic goes.
  await bumpPublication(db, [{ ...first, topics: ["ports"] }]);
  expect(await changedSince(2)).toContain("years");
});

test("each publication is told once, with a second of its own", async () => {
  const log = publicationLog(db);
  expect(await log.readChanges(0)).toEqual({ number: 0, tags: [] });
  expect(await log.readTags(["all"])).toBeNull();
  await bumpPublication(db, [first]);
  const one = await log.readTags(["entry:2608-073110", "year:1999"]);
  await bumpPublication(db, [second]);
  const two = await log.readTags(["entry:2608-073011", "entry:2608-073110"]);
  expect([one?.number, two?.number]).toEqual([1, 2]);
  const apart = two?.changedAt.since(one?.changedAt ?? two.changedAt).total("seconds");
  expect(apart).toBeGreaterThanOrEqual(1);
  expect(await changedSince(2)).toEqual([]);
});

test("of more than can be told, everything has changed", async () => {
  const many = Array.from({ length: 5100 }, (_, n) => ({ ...second, source: `紙${n}` }));
  await bumpPublication(db, many);
  expect((await publicationLog(db).readChanges(0)).tags).toBeNull();
});
