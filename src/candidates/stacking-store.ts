// What waits for the stacking job, and the locks that it works under.

import { aliasedTable, and, asc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import { audit, claims } from "#editors/table.ts";
import type { Candidate } from "./store.ts";
import { candidates, stacks } from "./table.ts";

/** Of pg_advisory_xact_lock: one stacker at a time, on however many replicas. */
const stackers = 7_283_544;

export type Waiting = Pick<
  Candidate,
  "id" | "title" | "excerpt" | "state" | "stackId" | "firstSeenAt"
> & {
  /** It is all there is in a new stack that no editor has done anything to. */
  isAlone: boolean;
};

export async function isAnyWaiting(db: Db): Promise<boolean> {
  const [found] = await db
    .select({ id: candidates.id })
    .from(candidates)
    .where(eq(candidates.isWaiting, true))
    .limit(1);
  return found !== undefined;
}

/**
 * Held until the transaction ends, whose commit does not wait for the disk: a server that loses it
 * loses all of it, the candidates wait again, and nobody has built on it, since whoever commits later
 * does wait, for this too.
 */
export async function lockStacking(db: Db): Promise<void> {
  await db.execute(sql`
    select pg_advisory_xact_lock(${stackers}), set_config('synchronous_commit', 'off', true)`);
}

/**
 * The first `limit` that wait, locked. What another transaction holds is left for the next time: the
 * job waits for nobody, so that nobody and it can wait for each other.
 */
export async function takeWaiting(
  db: Db,
  { only, limit }: { only: readonly number[] | undefined; limit: number },
): Promise<Waiting[]> {
  const { id, title, excerpt, state, stackId, firstSeenAt } = candidates;
  return db
    .select({ id, title, excerpt, state, stackId, firstSeenAt, isAlone: isAlone() })
    .from(candidates)
    .where(and(eq(candidates.isWaiting, true), only && inArray(id, [...only])))
    .orderBy(asc(id))
    .limit(limit)
    .for("update", { skipLocked: true });
}

function isAlone(): SQL<boolean> {
  const other = aliasedTable(candidates, "other");
  const { stackId } = candidates;
  const subject = sql`'stack:' || ${stackId}`;
  return sql<boolean>`exists (
    select from ${stacks} where ${and(eq(stacks.id, stackId), eq(stacks.state, "new"))}
  ) and not exists (
    select from ${candidates} as ${other} where ${and(eq(other.stackId, stackId), ne(other.id, candidates.id))}
  ) and not exists (select from ${audit} where ${eq(audit.subject, subject)})
  and not exists (
    select from ${claims} where ${eq(claims.subject, subject)} and ${claims.until} > clock_timestamp()
  )`;
}

/** Those of the stacks that are as they were read and that nobody holds, locked. */
export async function lockUnchanged(
  db: Db,
  stacks: readonly { id: number; version: number }[],
): Promise<Set<number>> {
  if (stacks.length === 0) return new Set();
  const locked = await rows<{ id: number }>(
    db,
    sql`
    select s.id::float8 as id
    from stack s join jsonb_to_recordset(${JSON.stringify(stacks)}::jsonb) as r (id bigint, version int)
      using (id, version)
    order by s.id for update of s skip locked`,
  );
  return new Set(locked.map(({ id }) => id));
}
