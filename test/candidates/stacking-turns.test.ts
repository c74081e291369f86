// Several stackers, stackers that die, and editors who are quicker.

import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectServer, type Database } from "#db/open.ts";
import { type Db, rows } from "#db/types.ts";
import { testClock } from "../support/clock.ts";
import { onServer, openTestDatabase, testDatabaseUrl } from "../support/database.ts";
import { type Brought, openStackingRoom, type StackingRoom } from "./stacking-room.ts";
import { agreed, doubled, festival, signed } from "./stacking-texts.ts";

describe("stackers", () => {
  let db: Db;
  let room: StackingRoom;
  const opened: Database[] = [];
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    room = await openStackingRoom(db, clock);
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });

  /** A replica's connections of its own. */
  function replica(): Db {
    const database = connectServer(testDatabaseUrl() ?? "");
    opened.push(database);
    return database.db;
  }

  const counted = async (table: string): Promise<number> => {
    const [found] = await rows<{ n: number }>(
      db,
      sql`select count(*)::int as n from ${sql.identifier(table)}`,
    );
    return found?.n ?? 0;
  };

  test.runIf(onServer())("at once give no candidate two stacks and no story two", async () => {
    const stories = Array.from({ length: 60 }, (_, n) => storyOf(n));
    for (const source of ["shiomi", "kawara", "wire", "minato"]) await room.bring(source, stories);
    const done = await Promise.all(
      [db, replica(), replica(), replica()].map((one) => room.stack(one)),
    );
    expect(done.reduce((sum, n) => sum + n, 0)).toBe(240);
    const stacks = await room.stacks();
    expect(stacks.map(({ candidates }) => candidates)).toEqual(
      stories.map((_, n) => [n + 1, n + 61, n + 121, n + 181]),
    );
    expect(await counted("event")).toBeGreaterThanOrEqual(60);
  });

  test("that are killed before the end have done nothing, and the next does it all", async () => {
    await room.bring("shiomi", [signed, doubled, festival]);
    for (const words of ["insert into stack ", "update candidate c set stack_id"]) {
      await expect(room.stack(acting(db, words, die))).rejects.toThrow("killed");
    }
    for (const table of ["stack", "candidate_term", "stack_likeness", "event"]) {
      expect(await counted(table), table).toBe(0);
    }
    expect(await room.candidate(1)).toMatchObject({ stack: null, isWaiting: true });
    expect(await room.stack()).toBe(3);
    expect((await room.stacks()).map(({ candidates }) => candidates)).toEqual([[1, 2], [3]]);
  });

  test("set aside what they cannot compare, and go on with the rest", async () => {
    await room.bring("shiomi", [signed, festival, doubled]);
    // The statement that indexes the second by itself, and any that indexes it with others.
    const poisoned = acting(db, "2,2,2,2", die);
    expect(await room.stack(poisoned)).toBe(3);
    expect((await room.stacks()).map(({ candidates }) => candidates)).toEqual([[1, 3], [2]]);
    expect(await room.candidate(2)).toMatchObject({ isWaiting: false, hasKey: false, indexed: 0 });
  });

  test.runIf(onServer())("wait for no editor: what one is changing is left for later", async () => {
    await room.bring("shiomi", [signed]);
    await room.stack();
    await room.bring("kawara", [doubled, festival]);
    await replica().transaction(async (editor) => {
      await editor.execute(sql`update stack set state = 'rejected', version = 2 where id = 1`);
      expect(await room.stack()).toBe(1);
      expect(await room.candidate(2)).toMatchObject({ stack: null, isWaiting: true });
      expect(await room.candidate(3)).toMatchObject({ stack: 2, isWaiting: false });
    });
    expect(await room.stack()).toBe(1);
    expect((await room.stacks()).map(({ candidates }) => candidates)).toEqual([[1], [3], [2]]);
  });

  test.runIf(onServer())("add nothing to a stack that was decided while they looked", async () => {
    await room.bring("shiomi", [signed]);
    await room.stack();
    await room.bring("kawara", [agreed]);
    const other = replica();
    const late = acting(db, "for update of s skip locked", () =>
      other.execute(sql`update stack set state = 'accepted', version = version + 1 where id = 1`),
    );
    expect(await room.stack(late)).toBe(0);
    expect(await room.candidate(2)).toMatchObject({ stack: null, isWaiting: true });
    expect(await room.stack()).toBe(1);
    expect(await room.stacks()).toMatchObject([
      { state: "accepted", candidates: [1] },
      { state: "new", candidates: [2] },
    ]);
  });

  test.runIf(onServer())("leave a poll that is under way alone", async () => {
    await room.bring("shiomi", [{ ...festival, guid: "guid:changing" }]);
    await replica().transaction(async (poll) => {
      await poll.execute(sql`update candidate set title = 'い', revision = 2 where id = 1`);
      expect(await room.stack()).toBe(0);
    });
    expect(await room.stack()).toBe(1);
  });
});

/** Headlines that have hardly a character in common. */
function storyOf(n: number): Brought {
  const name = String.fromCodePoint(...[0, 1, 2, 3].map((k) => 0x4e00 + n * 97 + k * 11));
  return { title: `${name} ${n * 7919}号`, lead: `${name}の件` };
}

/** `db` whose transactions do `act` first where they come to a statement with `words`. */
function acting(db: Db, words: string, act: () => Promise<unknown>): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name === "transaction") {
        return (run: (db: Db) => Promise<unknown>) =>
          target.transaction((inner) => run(acting(inner, words, act)));
      }
      if (name !== "execute") return Reflect.get(target, name, target);
      return async (statement: Parameters<Db["execute"]>[0]) => {
        if (JSON.stringify(statement).includes(words)) await act();
        return target.execute(statement);
      };
    },
  });
}

function die(): Promise<never> {
  return Promise.reject(new Error("killed"));
}
