// Machines beside editors: what editors have said or decided stays as they left it.

import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { decideStack } from "#candidates/decide.ts";
import { mergeStacks } from "#candidates/merge.ts";
import { splitStack } from "#candidates/split.ts";
import type { Db } from "#db/types.ts";
import { takeClaim } from "#editors/claims.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { openStackingRoom, type StackingRoom } from "./stacking-room.ts";
import { agreed, doubled, festival, signed } from "./stacking-texts.ts";

describe("stacking beside editors", () => {
  let db: Db;
  let room: StackingRoom;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    clock.set("2026-11-24T12:00:00Z");
    db = await openTestDatabase();
    room = await openStackingRoom(db, clock);
  });

  const members = async (): Promise<number[][]> =>
    (await room.stacks()).map(({ candidates }) => candidates);
  const decide = (id: number, state: "accepted" | "rejected"): Promise<unknown> =>
    room.act("decide", (db, operation) => decideStack(db, operation, id, { state, reason: null }));
  const split = (id: number, candidates: number[]): Promise<unknown> =>
    room.act("split", (db, operation) => splitStack(db, operation, id, { candidates }));
  const merge = (id: number, others: number[]): Promise<unknown> =>
    room.act("merge", (db, operation) => mergeStacks(db, operation, id, { others }));

  test.each(["accepted", "rejected"] as const)(
    "nothing is added to what was %s: a copy says so at once, and more copies come to it",
    async (state) => {
      await room.bring("shiomi", [signed]);
      await room.stack();
      await decide(1, state);
      await room.bring("carrier", [signed]);
      await room.stack();
      await room.bring("other", [signed]);
      await room.bring("kawara", [doubled]);
      await room.stack();
      expect(await room.stacks()).toMatchObject([
        { state, version: 2, candidates: [1] },
        { state: "new", candidates: [2, 3, 4] },
      ]);
      expect(await room.candidate(2)).toMatchObject({ state: "new", duplicateOf: null });
      expect(await room.candidate(3)).toMatchObject({ state: "duplicate", duplicateOf: 2 });
      expect(await room.perhaps()).toEqual([[1, 2, 1]]);
    },
  );

  test("what was split stays apart, and is not called perhaps the same", async () => {
    await room.bring("shiomi", [signed, doubled]);
    await room.stack();
    await split(1, [2]);
    await room.bring("kawara", [agreed]);
    await room.stack();
    const [first, second] = await members();
    expect([first, second].filter((ids) => ids?.includes(3))).toHaveLength(1);
    expect([first?.[0], second?.[0]]).toEqual([1, 2]);
    expect(await room.perhaps()).toEqual([]);
  });

  test("a split story that its source changes does not come back", async () => {
    await room.bring("shiomi", [signed, { ...doubled, guid: "guid:changing" }]);
    await room.stack();
    await split(1, [2]);
    await room.bring("shiomi", [{ ...signed, guid: "guid:changing" }]);
    expect(await room.candidate(2)).toMatchObject({ isWaiting: true });
    await room.stack();
    expect(await room.candidate(2)).toMatchObject({ isWaiting: false, state: "new" });
    expect(await members()).toEqual([[1], [2]]);
  });

  test("a cannot-link holds where nobody has touched the stacks themselves", async () => {
    await room.bring("shiomi", [signed, { ...festival, guid: "guid:changing" }]);
    await room.stack();
    await db.execute(sql`
      insert into stack_link (a, b, kind, "by", at) values (1, 2, 'cannot', 'key:a', now())`);
    await room.bring("shiomi", [{ ...signed, guid: "guid:changing" }]);
    await room.stack();
    expect(await members()).toEqual([[1], [2]]);
    expect(await room.candidate(2)).toMatchObject({ duplicateOf: null });
    expect(await room.perhaps()).toEqual([]);
  });

  test("a must-link wins over being unlike", async () => {
    await room.bring("shiomi", [signed, { ...festival, guid: "guid:changing" }]);
    await room.stack();
    await db.execute(sql`
      insert into stack_link (a, b, kind, "by", at) values (1, 2, 'must', 'key:a', now())`);
    await room.bring("shiomi", [{ ...festival, lead: "雨で延期された。", guid: "guid:changing" }]);
    await room.stack();
    expect(await room.stacks()).toMatchObject([
      { state: "new", candidates: [1, 2] },
      { state: "merged", candidates: [] },
    ]);
  });

  test("what was merged by hand is compared as a whole, and gets more", async () => {
    await room.bring("shiomi", [signed, festival]);
    await room.stack();
    await merge(2, [1]);
    await room.bring("kawara", [festival]);
    await room.stack();
    expect(await members()).toEqual([[], [1, 2, 3]]);
    expect(await room.candidate(3)).toMatchObject({ state: "duplicate", duplicateOf: 2 });
  });

  test("a story alone whose source changes it is looked at again, and leaves a shell", async () => {
    await room.bring("shiomi", [signed, { ...festival, guid: "guid:changing" }]);
    await room.stack();
    await room.bring("shiomi", [{ ...doubled, guid: "guid:changing", topics: ["us-japan"] }]);
    await room.stack();
    expect(await room.stacks()).toMatchObject([
      { state: "new", version: 2, topics: ["us-japan"], candidates: [1, 2] },
      { state: "merged", version: 2, candidates: [] },
    ]);
    const [added] = await room.bring("kawara", [festival]);
    await room.stack();
    expect((await members())[2]).toEqual([added]);
  });

  test("a changed story stays where others are, and is found by what it says now", async () => {
    await room.bring("shiomi", [signed, { ...doubled, guid: "guid:changing" }]);
    await room.stack();
    await room.bring("shiomi", [{ ...festival, guid: "guid:changing", topics: ["harbour"] }]);
    await room.stack();
    expect(await room.stacks()).toMatchObject([
      { version: 3, topics: ["harbour"], candidates: [1, 2] },
    ]);
    const [copy = 0] = await room.bring("kawara", [festival]);
    await room.stack();
    expect(await room.candidate(copy)).toMatchObject({
      ...{ stack: 1, state: "duplicate", duplicateOf: 2 },
    });
  });

  test("a changed copy stays one, and nothing is a copy of it", async () => {
    await room.bring("shiomi", [signed]);
    await room.bring("carrier", [{ ...signed, guid: "guid:changing" }]);
    await room.stack();
    await room.bring("carrier", [{ ...festival, guid: "guid:changing" }]);
    const [other = 0] = await room.bring("kawara", [festival]);
    await room.stack();
    expect(await members()).toEqual([[1, 2], [other]]);
    expect(await room.candidate(2)).toMatchObject({ state: "duplicate", duplicateOf: 1 });
    expect(await room.candidate(other)).toMatchObject({ state: "new", duplicateOf: null });
  });

  test("a changed story that was decided is only indexed anew", async () => {
    await room.bring("shiomi", [signed, { ...festival, guid: "guid:changing" }]);
    await room.stack();
    await decide(2, "rejected");
    await room.bring("shiomi", [{ ...doubled, guid: "guid:changing" }]);
    await room.stack();
    expect(await room.stacks()).toMatchObject([
      { state: "new", version: 1, candidates: [1] },
      { state: "rejected", version: 2, candidates: [2] },
    ]);
    const [added = 0] = await room.bring("kawara", [doubled]);
    await room.stack();
    expect(await room.candidate(added)).toMatchObject({ stack: 1 });
    expect(await room.perhaps()).toEqual([[1, 2, 1]]);
  });

  test("a story in somebody's hands is not moved, though its source changes it", async () => {
    await room.bring("shiomi", [signed, { ...festival, guid: "guid:changing" }]);
    await room.stack();
    const actor = { id: "key:b", name: "b", role: "editor" } as const;
    await db.transaction((db) => takeClaim(db, actor, "stack:2"));
    await room.bring("shiomi", [{ ...doubled, guid: "guid:changing" }]);
    await room.stack();
    expect(await members()).toEqual([[1], [2]]);
  });
});
