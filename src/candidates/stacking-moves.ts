// Which moves can be made: those between stacks that nobody has changed since they were read.

import type { Db } from "#db/types.ts";
import type { Placement } from "./stacking-place.ts";
import { lockUnchanged } from "./stacking-store.ts";
import type { Newcomer } from "./stacking-world.ts";

/** Of the new stacks there are, as they were read. */
export type Versions = ReadonlyMap<number, number>;

/** A newcomer and where it goes; without a goal it stays where it is. */
export type Move = { one: Newcomer; goal: Placement | undefined };

/** Those whose stacks are as they were and now locked; a copy goes only where its first goes. */
export async function possibleMoves(
  db: Db,
  wanted: readonly Move[],
  versions: Versions,
): Promise<Move[]> {
  const needed = new Set(wanted.flatMap((move) => stacksNeeded(move, versions)));
  const known = [...needed].map((id) => ({ id, version: versions.get(id) ?? 0 }));
  const locked = await lockUnchanged(db, known);
  const left = new Set<number>();
  return wanted.filter((move) => {
    const isFree =
      stacksNeeded(move, versions).every((id) => locked.has(id)) &&
      !left.has(move.goal?.duplicateOf ?? 0);
    if (!isFree) left.add(move.one.id);
    return isFree;
  });
}

/** The new stacks there are that the move changes. */
function stacksNeeded({ one, goal }: Move, versions: Versions): number[] {
  return [one.stackId ?? 0, goal?.stack ?? 0].filter((id) => versions.has(id));
}

/** Where it is now: also a stack made for another newcomer. */
export function stacksTouched(move: Move, versions: Versions): number[] {
  const isGuest = move.goal && move.goal.stack < 0 && !isFounder(move);
  return [...stacksNeeded(move, versions), ...(isGuest ? [move.goal?.stack ?? 0] : [])];
}

export function isFounder({ one, goal }: Move): boolean {
  return goal?.stack === -one.id;
}
