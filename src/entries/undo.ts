// Undoing a whole act, whatever it changed. An undo is an act itself, and can be undone.

import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import { lockStacks } from "#candidates/stack-store.ts";
import { alignMembers, undoStackSide } from "#candidates/stack-undo.ts";
import type { Db } from "#db/types.ts";
import type { AuditRow } from "#editors/audit.ts";
import { listOperationAudit, lockOperation, markUndone } from "#editors/operation-store.ts";
import { operate } from "#editors/operations.ts";
import { type Actor, hasRole } from "#http/actor.ts";
import { undoEntrySide } from "./undo-entry.ts";

export type Undone = {
  /** The act that was undone. */
  act: string;
  /** What was put back, e.g. stack:12; each once. */
  subjects: string[];
  /** Undoes the undo. */
  operation: string;
};

/**
 * All of the act or nothing. Problems: not-found; not-allowed for an act of somebody else, unless an
 * approver asks; wrong-state where it was undone already, or published; conflict where something was
 * changed since; claimed.
 */
export async function undoOperation(
  desk: { db: Db; clock: Clock },
  actor: Actor,
  id: string,
): Promise<Undone> {
  const { result, operation } = await operate(desk, actor, "undo", async (db, operation) => {
    const act = await requireUndoable(db, actor, id);
    const rows = await listOperationAudit(db, id);
    if (rows.length === 0) throw new Problem("conflict", `That ${act} has nothing to undo.`);
    // In the order in which every act locks them.
    await lockStacks(db, stacksOf(rows));
    for (const row of rows) {
      const known =
        (await undoEntrySide(db, operation, row)) || (await undoStackSide(db, operation, row));
      if (!known) throw new Problem("conflict", `A ${act} of ${row.subject} cannot be undone.`);
    }
    await alignMembers(db, operation, await lockStacks(db, stacksOf(rows)));
    await markUndone(db, id, { at: operation.at, by: actor.id });
    return { act, subjects: [...new Set(rows.map(({ subject }) => subject))].toReversed() };
  });
  return { ...result, operation };
}

async function requireUndoable(db: Db, actor: Actor, id: string): Promise<string> {
  const found = await lockOperation(db, id);
  if (!found) throw new Problem("not-found", `There is no operation ${id}.`);
  if (found.undoneAt !== null) {
    throw new Problem("wrong-state", `That ${found.act} was undone already.`, {
      extra: { undone_at: found.undoneAt.toString(), undone_by: found.undoneBy },
    });
  }
  if (found.actor === actor.id || hasRole(actor, "approver")) return found.act;
  throw new Problem("not-allowed", `Somebody else did that ${found.act}; an approver may undo it.`);
}

function stacksOf(rows: readonly AuditRow[]): number[] {
  return rows.flatMap(({ subject }) => /^stack:(\d+)$/.exec(subject)?.[1] ?? []).map(Number);
}
