import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { Actor } from "#http/actor.ts";
import { audit, operations } from "./table.ts";

export type OperationRow = typeof operations.$inferSelect;

export async function addOperation(
  db: Db,
  { at, actor, act }: { at: Temporal.Instant; actor: Actor; act: string },
): Promise<string> {
  const [added] = await db
    .insert(operations)
    .values({ at, actor: actor.id, act })
    .returning({ id: operations.id });
  if (!added) throw new Error("an inserted operation was not returned");
  return added.id;
}

/** Locked until the transaction ends, so that of two undos one comes second. */
export async function lockOperation(db: Db, id: string): Promise<OperationRow | undefined> {
  const [found] = await db.select().from(operations).where(eq(operations.id, id)).for("update");
  return found;
}

/** What the operation changed, the last change first. */
export function listOperationAudit(db: Db, id: string): Promise<(typeof audit.$inferSelect)[]> {
  return db.select().from(audit).where(eq(audit.operation, id)).orderBy(desc(audit.id));
}

export async function markUndone(
  db: Db,
  id: string,
  undone: { at: Temporal.Instant; by: string },
): Promise<void> {
  await db
    .update(operations)
    .set({ undoneAt: undone.at, undoneBy: undone.by })
    .where(and(eq(operations.id, id), isNull(operations.undoneAt)));
}
