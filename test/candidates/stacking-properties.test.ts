// Polls, editors and the machine in any order: what must hold after each turn of the machine.

import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decideStack } from "#candidates/decide.ts";
import { mergeStacks } from "#candidates/merge.ts";
import { splitStack } from "#candidates/split.ts";
import { type Db, rows } from "#db/types.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { brokenInvariants } from "../support/invariants.ts";
import { openStackingRoom, type StackingRoom, type StackSeen } from "./stacking-room.ts";
import { agreed, doubled, festival, signed } from "./stacking-texts.ts";

const texts = [signed, doubled, agreed, festival, { title: "社説", lead: "" }];

type Act =
  | { kind: "poll"; source: number; story: number; text: number }
  | { kind: "stack" }
  | { kind: "wait"; hours: number }
  | { kind: "reject" | "split" | "merge"; which: number };

const act = fc.oneof<fc.MaybeWeightedArbitrary<Act>[]>(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("poll"),
      source: fc.nat(2),
      story: fc.nat(3),
      text: fc.nat(texts.length - 1),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: "stack" }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait"), hours: fc.nat(100) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom("reject", "split", "merge"), which: fc.nat(5) }),
  },
);

test("no stack that is decided, no editor's word and no candidate is lost to the machine", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 24 }), async (acts) => {
      const clock = testClock("2026-11-24T12:00:00Z");
      const db = await openTestDatabase();
      const room = await openStackingRoom(db, clock);
      for (const one of [...acts, { kind: "stack" } as const]) {
        if (one.kind === "wait") clock.advance({ hours: one.hours });
        else if (one.kind === "poll") await poll(room, one);
        else if (one.kind === "stack") await checkTurn(db, room);
        else await decide(room, one);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

/** A story of a source that it has told before is a revision. */
async function poll(
  room: StackingRoom,
  { source, story, text }: { source: number; story: number; text: number },
): Promise<void> {
  const told = { ...(texts[text] ?? signed), guid: `guid:${story}`, topics: [`topic-${text}`] };
  await room.bring(`paper-${source}`, [told]);
}

async function decide(
  room: StackingRoom,
  { kind, which }: { kind: "reject" | "split" | "merge"; which: number },
): Promise<void> {
  const open = (await room.stacks()).filter(({ state }) => state === "new");
  const stack = open[which % Math.max(1, open.length)];
  if (!stack) return;
  const { id, candidates } = stack;
  const others = open.map((other) => other.id).filter((other) => other !== id);
  await room.act(kind, async (db, operation): Promise<unknown> => {
    if (kind === "reject") {
      return decideStack(db, operation, id, { state: "rejected", reason: null });
    }
    if (kind === "merge" && others.length > 0) {
      return mergeStacks(db, operation, id, { others: others.slice(0, 1) });
    }
    if (kind === "merge" || candidates.length < 2) return undefined;
    return splitStack(db, operation, id, { candidates: candidates.slice(-1) });
  });
}

async function checkTurn(db: Db, room: StackingRoom): Promise<void> {
  const before = await room.stacks();
  await room.stack();
  const after = await room.stacks();
  expect(await brokenInvariants(db)).toEqual([]);
  const all = after.flatMap(({ candidates }) => candidates);
  const [counted] = await rows<{ ids: number[] }>(
    db,
    sql`select coalesce(json_agg(id order by id), '[]') as ids from candidate`,
  );
  expect(all.toSorted((a, b) => a - b)).toEqual(counted?.ids);
  for (const stack of before.filter(({ state }) => state !== "new")) {
    expect(after).toContainEqual(stack);
  }
  await checkCannots(db, before, after);
  await checkReckoned(db);
}

/** Two of whom an editor said that they are not one story are together only where they were before. */
async function checkCannots(
  db: Db,
  before: readonly StackSeen[],
  after: readonly StackSeen[],
): Promise<void> {
  const links = await rows<{ a: number; b: number }>(
    db,
    sql`select a::int as a, b::int as b from stack_link where kind = 'cannot'`,
  );
  const areTogether = (stacks: readonly StackSeen[], a: number, b: number): boolean =>
    stacks.some(({ candidates }) => candidates.includes(a) && candidates.includes(b));
  for (const { a, b } of links) {
    expect(areTogether(after, a, b) && !areTogether(before, a, b), `${a} and ${b}`).toBe(false);
  }
}

/** Nothing waits; the first of a copy is no copy; a new stack says what its candidates do. */
async function checkReckoned(db: Db): Promise<void> {
  const wrong = await rows(
    db,
    sql`
    select 'waits' as why, id from candidate where is_waiting
    union all
    select 'copy of a copy', c.id from candidate c join candidate f on f.id = c.duplicate_of
      where f.duplicate_of is not null
    union all
    select 'topics', s.id from stack s where s.state = 'new' and (
      select array_agg(distinct t order by t) from candidate c, unnest(c.topics) t
      where c.stack_id = s.id
    ) is distinct from (select array_agg(t order by t) from unnest(s.topics) t)
    union all
    select 'likeness', stack_id from stack_likeness where stack_id >= other_id`,
  );
  expect(wrong).toEqual([]);
}
