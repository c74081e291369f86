// Which stack each candidate belongs to: an editor's word first, then equal headlines (tier 1), then
// likeness (tier 2). One pass in the order of arrival; only open stacks, those that are new, get more.

import { type Near, nearness, nearStacks, type Thresholds } from "./stacking-near.ts";
import { areApart, linkedStacks, type Newcomer, type World } from "./stacking-world.ts";

export type Placement = {
  candidate: number;
  /** Negative: a stack to be made for it. */
  stack: number;
  /** The first with the same headline. */
  duplicateOf: number | null;
  score: number | null;
  terms: string[] | null;
};

/** Two stacks that are perhaps one story. `candidate` is the one that showed it. */
export type LikeStacks = {
  candidate: number;
  stack: number;
  other: number;
  score: number;
  terms: string[];
};

const likenessesKept = 3;

/** Changes `world`. Those that are settled, and copies, are not moved and have no placement. */
export function placeAll(
  newcomers: readonly Newcomer[],
  world: World,
  thresholds: Thresholds,
): { placements: Placement[]; likenesses: LikeStacks[] } {
  const placements: Placement[] = [];
  const likenesses: LikeStacks[] = [];
  for (const one of newcomers) {
    if (one.standing === "settled") remember(one, world);
    else if (one.standing !== "copy") {
      const near = one.standing === "decided" ? [] : nearStacks(one, world, thresholds);
      const placement = placeOne(one, near, world, thresholds);
      placements.push(placement);
      likenesses.push(...likenessesOf(placement, near, world));
      settle(one, placement, world);
    }
  }
  return { placements, likenesses };
}

function placeOne(
  one: Newcomer,
  near: readonly Near[],
  world: World,
  thresholds: Thresholds,
): Placement {
  const home = homeOf(one, near, world, thresholds);
  if (!home) {
    const stack = one.stackId ?? -one.id;
    return { candidate: one.id, stack, duplicateOf: null, score: null, terms: null };
  }
  const { stack, score, copyOf } = home;
  return { candidate: one.id, stack: stack.id, duplicateOf: copyOf, score, terms: home.terms() };
}

function homeOf(
  one: Newcomer,
  near: readonly Near[],
  world: World,
  thresholds: Thresholds,
): Near | undefined {
  const own = one.stackId === null ? undefined : world.stacks.get(one.stackId);
  const isJoined = own?.members.some(({ id }) => id !== one.id);
  if (one.standing === "decided" || isJoined) return undefined;
  for (const id of linkedStacks(world, one.id, "must")) {
    const stack = world.stacks.get(id);
    if (stack?.isOpen && id !== one.stackId) return nearness(one, stack, [], world);
  }
  const barred = linkedStacks(world, one.id, "cannot");
  return near.find(
    ({ stack, score }) => score >= thresholds.stack && stack.isOpen && !barred.has(stack.id),
  );
}

function likenessesOf(
  { candidate, stack }: Placement,
  near: readonly Near[],
  world: World,
): LikeStacks[] {
  const barred = linkedStacks(world, candidate, "cannot");
  return near
    .filter(({ stack: { id } }) => id !== stack && !barred.has(id) && !areApart(world, stack, id))
    .slice(0, likenessesKept)
    .map(({ stack: { id: other }, score, terms }) => ({
      ...{ candidate, stack, other, score, terms: terms() },
    }));
}

/** From now on others may join it. */
function settle(one: Newcomer, { stack: id, duplicateOf }: Placement, world: World): void {
  if (one.stackId !== null && one.stackId !== id) world.stacks.delete(one.stackId);
  world.stackOf.set(one.id, id);
  const isOpen = one.standing !== "decided";
  const stack = world.stacks.get(id) ?? { id, isOpen, members: [] };
  world.stacks.set(id, stack);
  if (duplicateOf !== null) return;
  stack.members = [...stack.members.filter((member) => member.id !== one.id), one];
  remember(one, world);
}

function remember(one: Newcomer, { firsts }: World): void {
  if (one.titleKey === null) return;
  firsts.set(one.titleKey, [...(firsts.get(one.titleKey) ?? []), one]);
}
