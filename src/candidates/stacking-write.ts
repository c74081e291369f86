// Writes what was decided of candidates, as far as the stacks are still what they were.

import type { Db } from "#db/types.ts";
import { addEvents } from "#editors/events.ts";
import { stackEvents } from "./stacking-events.ts";
import {
  isFounder,
  type Move,
  possibleMoves,
  stacksTouched,
  type Versions,
} from "./stacking-moves.ts";
import type { LikeStacks, Placement } from "./stacking-place.ts";
import type { Newcomer } from "./stacking-world.ts";
import {
  addLikenesses,
  addStacksFor,
  dropLikenesses,
  leaveShells,
  type Placed,
  putIntoStacks,
  refreshStacks,
  type Shell,
  setTitleKeys,
} from "./stacking-write-store.ts";

export type Places = {
  newcomers: readonly Newcomer[];
  placements: readonly Placement[];
  likenesses: readonly LikeStacks[];
  versions: Versions;
};

/** The stored number of a stack that was one to be made while candidates were placed. */
type StackId = (stack: number) => number;

/**
 * How many candidates have their place now. One whose stack an editor has changed meanwhile, or is
 * changing, waits on.
 */
export async function writePlaces(
  db: Db,
  at: Temporal.Instant,
  { newcomers, placements, likenesses, versions }: Places,
): Promise<number> {
  const goals = new Map(placements.map((goal) => [goal.candidate, goal]));
  const wanted = newcomers.map((one): Move => ({ one, goal: goals.get(one.id) }));
  const moves = await possibleMoves(db, wanted, versions);
  const founders = moves.filter(isFounder).map(({ one }) => one.id);
  const made = await addStacksFor(db, founders);
  const idOf: StackId = (stack) => (stack < 0 ? (made.get(-stack) ?? stack) : stack);
  await writeCandidates(db, moves, idOf);
  const touched = moves.flatMap((move) => stacksTouched(move, versions)).map(idOf);
  const shells = moves.flatMap((move) => shellOf(move, idOf));
  const grown = await writeStacks(db, touched, shells);
  await writeLikenesses(db, moves, likenesses, movedOn(shells, idOf));
  await addEvents(db, stackEvents(at, { made: [...made.values()], grown, shells }));
  return moves.length;
}

async function writeCandidates(db: Db, moves: readonly Move[], idOf: StackId): Promise<void> {
  const placed = moves.flatMap((move) => placedBy(move, idOf));
  const staying = moves.filter(({ goal }) => !goal);
  await putIntoStacks(db, placed);
  const keys = staying.map(({ one }) => ({ id: one.id, key: one.titleKey }));
  await setTitleKeys(db, keys);
}

/** The stacks that have changed, but for those whose only story has left. */
async function writeStacks(
  db: Db,
  touched: readonly number[],
  shells: readonly Shell[],
): Promise<{ id: number; version: number }[]> {
  const left = new Set(shells.map(({ id }) => id));
  const grown = await refreshStacks(
    db,
    [...new Set(touched)].filter((id) => !left.has(id)),
  );
  await leaveShells(db, shells);
  return grown;
}

/** Where the stories of a stack are in the end. */
function movedOn(shells: readonly Shell[], idOf: StackId): StackId {
  const left = new Map(shells.map(({ id, into }) => [id, into]));
  return (stack) => left.get(stack) ?? idOf(stack);
}

function placedBy({ one, goal }: Move, idOf: StackId): Placed[] {
  if (!goal) return [];
  const { stack, duplicateOf: duplicate_of, score, terms } = goal;
  return [{ id: one.id, stack: idOf(stack), key: one.titleKey, duplicate_of, score, terms }];
}

function shellOf({ one, goal }: Move, idOf: StackId): Shell[] {
  if (!goal || one.stackId === null || one.stackId === goal.stack) return [];
  return [{ id: one.stackId, into: idOf(goal.stack) }];
}

/** Of what was looked at again the old ones go. */
async function writeLikenesses(
  db: Db,
  moves: readonly Move[],
  likenesses: readonly LikeStacks[],
  stackOf: StackId,
): Promise<void> {
  const again = moves.flatMap(({ one, goal }) => (goal ? (one.stackId ?? []) : []));
  await dropLikenesses(db, again);
  const moved = new Set(moves.map(({ one }) => one.id));
  const written = likenesses
    .filter(({ candidate }) => moved.has(candidate))
    .map((one) => ({ ...one, stack: stackOf(one.stack), other: stackOf(one.other) }))
    // A stack that was to be made for a candidate that waits on is none yet.
    .filter(({ stack, other }) => stack !== other && Math.min(stack, other) > 0);
  await addLikenesses(db, written);
}
