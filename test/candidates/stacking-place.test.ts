import { describe, expect, test } from "vitest";
import { averageLink, membersCompared } from "#candidates/average-link.ts";
import { type Placement, placeAll } from "#candidates/stacking-place.ts";
import type { KnownLink, Newcomer, World } from "#candidates/stacking-world.ts";

const at = Temporal.Instant.from("2026-11-24T12:00:00Z");
const thresholds = { stack: 0.5, perhaps: 0.2 };

/** Terms of unit length; each letter weighs the same. */
function terms(letters: string): Map<string, number> {
  const distinct = [...new Set(letters)];
  return new Map(distinct.map((letter) => [letter, 1 / Math.sqrt(distinct.length)]));
}

function newcomer(id: number, letters: string, more: Partial<Newcomer> = {}): Newcomer {
  const free = { stackId: null, standing: "free" as const, titleKey: letters };
  return { id, at, terms: terms(letters), ...free, ...more };
}

/** Stacks by number: their candidates' letters, numbered from ten times the stack's number. */
function worldOf(stacks: Record<number, string[]>, more: Partial<World> = {}): World {
  const world: World = {
    ...{ stacks: new Map(), stackOf: new Map(), matches: new Map() },
    ...{ firsts: new Map(), links: [], ...more },
  };
  for (const [key, letters] of Object.entries(stacks)) {
    const id = Number(key);
    const members = letters.map((one, n) => ({ id: id * 10 + n, terms: terms(one) }));
    world.stacks.set(id, { id, isOpen: true, members });
    for (const member of members) world.stackOf.set(member.id, id);
  }
  return world;
}

const link = (kind: KnownLink["kind"], a: number, b: number, stackB: number): KnownLink => ({
  ...{ kind, a, b, stackA: null, stackB },
});

function place(
  world: World,
  ...newcomers: Newcomer[]
): { stacks: number[]; placements: Placement[]; likenesses: unknown[] } {
  const known = [...world.stackOf.keys(), ...newcomers.map(({ id }) => id)];
  const matches = new Map(newcomers.map(({ id }) => [id, known]));
  const { placements, likenesses } = placeAll(newcomers, { ...world, matches }, thresholds);
  const stacks = placements.map(({ stack }) => stack);
  const pairs = likenesses.map(({ stack, other }) => [stack, other]);
  return { stacks, placements, likenesses: pairs };
}

describe("average link", () => {
  test("is the mean, so that one that is like a single member joins no chain", () => {
    const { score } = averageLink(terms("ab"), [
      { id: 1, terms: terms("ab") },
      { id: 2, terms: terms("cd") },
      { id: 3, terms: terms("ef") },
    ]);
    expect(score).toBeCloseTo(1 / 3);
  });

  test("looks at the newest of a long story, and at nothing where there is nothing", () => {
    const old = Array.from({ length: 30 }, (_, id) => ({ id, terms: terms("zz") }));
    const recent = Array.from({ length: membersCompared }, (_, id) => ({ id, terms: terms("ab") }));
    expect(averageLink(terms("ab"), [...old, ...recent]).score).toBeCloseTo(1);
    expect(averageLink(terms("ab"), []).score).toBe(0);
  });
});

describe("a candidate", () => {
  test("goes to the likest open stack, and the others are perhaps the same", () => {
    const world = worldOf({ 1: ["abcx"], 2: ["abcd"], 3: ["abzy"], 4: ["wvut"] });
    const { stacks, likenesses, placements } = place(world, newcomer(99, "abcde"));
    expect(stacks).toEqual([2]);
    expect(placements[0]?.terms?.toSorted()).toEqual(["a", "b", "c", "d"]);
    expect(likenesses).toEqual([
      [2, 1],
      [2, 3],
    ]);
  });

  test("that is like nothing founds a stack, which the next may join", () => {
    expect(
      place(worldOf({ 1: ["wvut"] }), newcomer(98, "abcd"), newcomer(99, "abce")).stacks,
    ).toEqual([-98, -98]);
  });

  test("joins no stack that is decided", () => {
    const world = worldOf({ 1: ["abcd"] });
    world.stacks.set(1, { id: 1, isOpen: false, members: [{ id: 10, terms: terms("abcd") }] });
    expect(place(world, newcomer(99, "abcde"))).toMatchObject({
      ...{ stacks: [-99], likenesses: [[-99, 1]] },
    });
  });

  test("obeys a cannot-link: the next best stack is taken", () => {
    const world = worldOf({ 1: ["abcd"], 2: ["abcx"] }, { links: [link("cannot", 99, 10, 1)] });
    const alone = newcomer(99, "abcd", { stackId: 9, standing: "alone" });
    expect(place(world, alone)).toMatchObject({ stacks: [2], likenesses: [] });
  });

  test("obeys a must-link before all likeness", () => {
    const world = worldOf({ 1: ["abcd"], 2: ["wvut"] }, { links: [link("must", 20, 99, 0)] });
    const alone = newcomer(99, "abcd", { stackId: 9, standing: "alone" });
    expect(place(world, alone).stacks).toEqual([2]);
  });

  test("says nothing of two stacks that an editor has taken apart", () => {
    const apart: KnownLink = { kind: "cannot", a: 10, b: 20, stackA: 1, stackB: 2 };
    const world = worldOf({ 1: ["abcd"], 2: ["abcx"] }, { links: [apart] });
    expect(place(world, newcomer(99, "abcd"))).toMatchObject({ stacks: [1], likenesses: [] });
  });

  test("that others have joined meanwhile stays with them", () => {
    const world = worldOf({ 1: ["abcd"], 9: ["wvut"] });
    const leaving = newcomer(90, "abcd", { stackId: 9, standing: "alone" });
    expect(place(world, newcomer(98, "wvut"), leaving).stacks).toEqual([9, 9]);
    expect(place(worldOf({ 1: ["abcd"], 9: ["wvut"] }), leaving).stacks).toEqual([1]);
  });
});
