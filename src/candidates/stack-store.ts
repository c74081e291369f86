import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { Candidate } from "./store.ts";
import { candidates, stacks } from "./table.ts";

export type Stack = typeof stacks.$inferSelect;
export type NewStack = typeof stacks.$inferInsert;
export type StackState = Stack["state"];

export async function findStack(db: Db, id: number): Promise<Stack | undefined> {
  const [found] = await db.select().from(stacks).where(eq(stacks.id, id));
  return found;
}

/** Locked until the transaction ends; by number, so that no two acts wait for each other. */
export function lockStacks(db: Db, ids: readonly number[]): Promise<Stack[]> {
  return db
    .select()
    .from(stacks)
    .where(inArray(stacks.id, [...ids]))
    .orderBy(asc(stacks.id))
    .for("update");
}

/** Of all the stacks, in the order in which they came in. */
export async function listMembers(db: Db, stackIds: readonly number[]): Promise<Candidate[]> {
  if (stackIds.length === 0) return [];
  return db
    .select()
    .from(candidates)
    .where(inArray(candidates.stackId, [...stackIds]))
    .orderBy(asc(candidates.id));
}

export async function addStack(db: Db, stack: NewStack): Promise<Stack> {
  const [added] = await db.insert(stacks).values(stack).returning();
  if (!added) throw new Error("an inserted stack was not returned");
  return added;
}

/** The one way a stack changes: undefined where version or state were not as expected any more. */
export async function updateStack(
  db: Db,
  guard: { id: number; version: number; from: readonly StackState[] },
  set: Partial<NewStack>,
): Promise<Stack | undefined> {
  const { id, version, from } = guard;
  const [updated] = await db
    .update(stacks)
    .set({ ...set, version: sql`${stacks.version} + 1` })
    .where(and(eq(stacks.id, id), eq(stacks.version, version), inArray(stacks.state, [...from])))
    .returning();
  return updated;
}

/** What becomes of candidates when their stack is decided, merged or split. */
export type CandidateChange = Partial<
  Pick<
    Candidate,
    | "stackId"
    | "state"
    | "duplicateOf"
    | "decidedAt"
    | "decidedBy"
    | "reason"
    | "stackScore"
    | "stackTerms"
  >
>;

/** By number; the caller holds the lock of their stack. */
export async function updateCandidates(
  db: Db,
  ids: readonly number[],
  set: CandidateChange,
): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const changed = await db
    .update(candidates)
    .set({ ...set, version: sql`${candidates.version} + 1` })
    .where(inArray(candidates.id, [...ids]))
    .returning();
  return changed.toSorted((a, b) => a.id - b.id);
}
