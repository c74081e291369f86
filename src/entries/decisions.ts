// Many stories decided at once: each by itself, all under one undo token.

import { Problem } from "#base/problem.ts";
import { decideStack } from "#candidates/decide.ts";
import { snoozeStack } from "#candidates/snooze.ts";
import { lockStacks } from "#candidates/stack-store.ts";
import type { Db } from "#db/types.ts";
import { type Operation, operate } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import { acceptInside } from "./accept.ts";
import type { Desk } from "./draft.ts";

export type Decision = { stack: number; version?: number | undefined } & (
  | { decision: "accept" }
  | { decision: "reject"; reason: string | null; duplicateOf: string | null }
  | { decision: "snooze"; until: Temporal.Instant }
);

export type DecisionResult = { stack: number } & (
  | { entry: number | null; problem?: never }
  | { entry?: never; problem: Problem }
);

/**
 * One transaction; what is refused is refused by itself and leaves nothing. `operation` undoes all
 * that was done; null where nothing was.
 */
export async function decideMany(
  desk: Desk,
  actor: Actor,
  decisions: readonly Decision[],
): Promise<{ results: DecisionResult[]; operation: string | null }> {
  const { result: results, operation } = await operate(desk, actor, "decide", async (db, all) => {
    // In the order in which every act locks them.
    await lockStacks(
      db,
      decisions.map(({ stack }) => stack),
    );
    const results: DecisionResult[] = [];
    for (const one of decisions) results.push(await decideOne({ ...desk, db }, all, one));
    return results;
  });
  const isDone = results.some(({ problem }) => problem === undefined);
  return { results, operation: isDone ? operation : null };
}

async function decideOne(
  desk: Desk,
  operation: Operation,
  decision: Decision,
): Promise<DecisionResult> {
  const { stack } = decision;
  try {
    const named = { ...operation, act: decision.decision };
    const entry = await desk.db.transaction((db) => decide(desk, db, named, decision));
    return { stack, entry };
  } catch (error) {
    if (error instanceof Problem) return { stack, problem: error };
    throw error;
  }
}

async function decide(
  desk: Desk,
  db: Db,
  operation: Operation,
  decision: Decision,
): Promise<number | null> {
  const { stack, version } = decision;
  if (decision.decision === "accept") {
    return (await acceptInside(db, desk, operation, stack, { version })).id;
  }
  if (decision.decision === "snooze") {
    await snoozeStack(db, operation, stack, { until: decision.until, version });
    return null;
  }
  const { reason, duplicateOf } = decision;
  await decideStack(db, operation, stack, { state: "rejected", reason, duplicateOf, version });
  return null;
}
