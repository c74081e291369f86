// An operation is one act of an editor, however many things it changes. Its id is the undo token.

import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import type { Actor } from "#http/actor.ts";
import { addOperation } from "./operation-store.ts";

export type Operation = { id: string; at: Temporal.Instant; actor: Actor; act: string };

/** Call it inside the transaction of the act; its audit rows carry `id` as `operation`. */
export async function startOperation(
  db: Db,
  act: { at: Temporal.Instant; actor: Actor; act: string },
): Promise<Operation> {
  return { ...act, id: await addOperation(db, act) };
}

/** An act by itself: one transaction, one operation. `operation` is the token that undoes it. */
export function operate<Result>(
  { db, clock }: { db: Db; clock: Clock },
  actor: Actor,
  act: string,
  run: (db: Db, operation: Operation) => Promise<Result>,
): Promise<{ result: Result; operation: string }> {
  return db.transaction(async (db) => {
    const operation = await startOperation(db, { at: clock(), actor, act });
    return { result: await run(db, operation), operation: operation.id };
  });
}
