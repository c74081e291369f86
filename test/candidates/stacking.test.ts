import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { forgetOldTerms } from "#candidates/stacking-forget.ts";
import { type Db, rows } from "#db/types.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type Brought, openStackingRoom, type StackingRoom } from "./stacking-room.ts";
import { doubled, festival, signed } from "./stacking-texts.ts";

const start = "2026-11-24T12:00:00Z";

describe("stacking", () => {
  let db: Db;
  let room: StackingRoom;
  const clock = testClock(start);

  beforeEach(async () => {
    clock.set(start);
    db = await openTestDatabase();
    room = await openStackingRoom(db, clock);
  });

  const members = async (): Promise<number[][]> =>
    (await room.stacks()).map(({ candidates }) => candidates);

  test("one story by several sources is one stack, another story another", async () => {
    await room.bring("shiomi", [
      { ...signed, topics: ["us-japan"] },
      { ...festival, topics: ["harbour"] },
    ]);
    expect(await room.stack()).toBe(2);
    clock.advance({ hours: 2 });
    await room.bring("kawara", [{ ...doubled, topics: ["equipment", "us-japan"] }]);
    expect(await room.stack()).toBe(1);
    expect(await room.stacks()).toMatchObject([
      { state: "new", version: 2, lead: 1, topics: ["us-japan", "equipment"], candidates: [1, 3] },
      { state: "new", version: 1, lead: 2, topics: ["harbour"], candidates: [2] },
    ]);
    const joined = await room.candidate(3);
    expect(joined).toMatchObject({ state: "new", duplicateOf: null, isWaiting: false });
    expect(joined.score).toBeGreaterThan(room.stacking.thresholds.stack);
    expect(joined.terms).toContain("ミサイル");
    expect(await room.candidate(1)).toMatchObject({ score: null, terms: null });
    const events = await rows(db, sql`select subject, act, after from event order by id`);
    expect(events).toEqual([
      { subject: "stack:1", act: "stack-added", after: { version: 1 } },
      { subject: "stack:2", act: "stack-added", after: { version: 1 } },
      { subject: "stack:1", act: "stack-grew", after: { version: 2 } },
    ]);
  });

  test("within one poll they find each other too", async () => {
    await room.bring("shiomi", [signed, festival, doubled]);
    await room.stack();
    expect(await members()).toEqual([[1, 3], [2]]);
  });

  test("a carrier's copy is a duplicate of the first, and so is a copy of the copy", async () => {
    await room.bring("shiomi", [signed]);
    await room.stack();
    const title = `${signed.title}(瓦版通信) - Yahoo!ニュース`;
    await room.bring("carrier", [{ title, lead: "" }]);
    await room.stack();
    await room.bring("other", [{ ...signed, title: signed.title.replace("、", " ") }]);
    await room.stack();
    expect(await members()).toEqual([[1, 2, 3]]);
    expect(await room.candidate(1)).toMatchObject({ state: "new", duplicateOf: null });
    for (const copy of [2, 3]) {
      expect(await room.candidate(copy)).toMatchObject({
        ...{ state: "duplicate", duplicateOf: 1, score: 1 },
      });
    }
  });

  test.each([
    ["71 hours and 59 minutes later it is", { hours: 71, minutes: 59 }, 1],
    ["72 hours and a minute later it is not", { hours: 72, minutes: 1 }, null],
  ])("a headline comes back: %s a duplicate", async (_, later, duplicateOf) => {
    await room.bring("shiomi", [signed]);
    await room.stack();
    clock.advance(later);
    await room.bring("carrier", [signed]);
    await room.stack();
    expect(await members()).toEqual([[1, 2]]);
    expect(await room.candidate(2)).toMatchObject({ duplicateOf });
  });

  test("a column's name makes no duplicates of what it stands over", async () => {
    const column = (lead: string): Brought => ({ title: "きょうの予定", lead });
    await room.bring("shiomi", [
      column(
        "午前10時、統合幕僚監部が離島防衛演習の概要を発表。午後は護衛艦の命名式が東浜造船所である。",
      ),
      column("市議会で給食費の無償化を採決。大相撲は三日目、横綱と小結の取組が組まれている。"),
    ]);
    await room.stack();
    expect(await members()).toEqual([[1], [2]]);
    expect(await room.candidate(2)).toMatchObject({ state: "new", duplicateOf: null });
  });

  test.each([
    ["95 hours and 59 minutes apart are compared", { hours: 95, minutes: 59 }, [[1, 2]]],
    ["96 hours and a minute apart are not", { hours: 96, minutes: 1 }, [[1], [2]]],
  ])("stories %s", async (_, later, expected) => {
    await room.bring("shiomi", [signed]);
    await room.stack();
    clock.advance(later);
    await room.bring("kawara", [doubled]);
    await room.stack();
    expect(await members()).toEqual(expected);
  });

  test("what is neither like nor unlike is perhaps the same, said once for both", async () => {
    const thresholds = { stack: 0.99, perhaps: 0.16, hours: 96 };
    room = await openStackingRoom(db, clock, { thresholds });
    await room.bring("shiomi", [signed, festival]);
    await room.bring("kawara", [doubled]);
    await room.stack();
    expect(await members()).toEqual([[1], [2], [3]]);
    const [found, ...rest] = await room.perhaps();
    expect(rest).toEqual([]);
    expect(found?.slice(0, 2)).toEqual([1, 3]);
    expect(found?.[2]).toBeGreaterThan(0.3);
  });

  test("decided before there were stacks, each has its own in its state", async () => {
    await room.bring("shiomi", [signed, doubled, festival]);
    await db.execute(sql`
      update candidate set decided_by = 'key:a', reason = 'off topic', decided_at = first_seen_at,
        state = case id when 1 then 'accepted' else 'rejected' end::candidate_state where id < 3`);
    await room.stack();
    expect(await room.stacks()).toMatchObject([
      { state: "accepted", candidates: [1] },
      { state: "rejected", candidates: [2] },
      { state: "new", candidates: [3] },
    ]);
    const [kept] = await rows(db, sql`select decided_by, reason from stack where id = 1`);
    expect(kept).toEqual({ decided_by: "key:a", reason: "off topic" });
  });

  test("what is decided and two weeks old is found no more; what is open is", async () => {
    await room.bring("shiomi", [signed, festival]);
    await room.stack();
    await db.execute(sql`update stack set state = 'rejected' where id = 1`);
    clock.advance({ hours: 24 * 14 - 1 });
    expect(await forgetOldTerms(room.stacking)).toBe(0);
    clock.advance({ hours: 2 });
    expect(await forgetOldTerms(room.stacking)).toBe(1);
    expect(await room.candidate(1)).toMatchObject({ indexed: 0 });
    expect((await room.candidate(2)).indexed).toBeGreaterThan(10);
    expect(await forgetOldTerms(room.stacking)).toBe(0);
  });

  test("texts of nothing, of one letter and of nothing but marks have their own stacks", async () => {
    const odd = ["", "あ", "!!! ???", "　", "A", "\u{1f600}"].map((title) => ({ title }));
    await room.bring("shiomi", odd);
    await room.bring("kawara", odd);
    expect(await room.stack()).toBe(12);
    const stacks = await room.stacks();
    expect(stacks.flatMap(({ candidates }) => candidates).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, n) => n + 1),
    );
  });
});
