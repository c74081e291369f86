// The queue of calls, shared by all replicas. Every write after the claim checks its token: whoever
// lost the lease changes nothing.

import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Db, databaseNow, rows } from "#db/types.ts";
import { websubCalls } from "./table.ts";

export type Call = typeof websubCalls.$inferSelect;
type NewCall = Pick<Call, "kind" | "topic" | "callback" | "host"> &
  Partial<Pick<Call, "mode" | "secret" | "seconds" | "reason">>;

/** In the place of one of its kind for the same topic and callback, and due at once. */
export async function addCall(db: Db, call: NewCall, now: Temporal.Instant): Promise<void> {
  const { mode = null, secret = null, seconds = null, reason = null } = call;
  await db
    .insert(websubCalls)
    .values({ ...call, nextAt: now })
    .onConflictDoUpdate({
      target: [websubCalls.kind, websubCalls.topic, websubCalls.callback],
      set: { mode, secret, seconds, reason, nextAt: now, attempt: 0, version: raised },
    });
}

/**
 * Takes the call that has been due for longest, of a host that nobody is calling; one that has failed
 * before comes after those that have not. Null where there is none. Claims go one after the other: two
 * at once could take two calls of one host.
 */
export async function claimCall(
  db: Db,
  { token, seconds, now }: { token: string; seconds: number; now: Temporal.Instant },
): Promise<Call | null> {
  const due = sql`select c.id from ${websubCalls} c
    where c.next_at <= ${now.toString()}::timestamptz
      and not exists (select from ${websubCalls} held
        where held.host = c.host and held.lease_until > ${databaseNow})
    order by c.attempt > 0, c.next_at, c.id limit 1`;
  if ((await rows(db, due)).length === 0) return null;
  return db.transaction(async (db) => {
    await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('websub calls', 0))`);
    const [claimed] = await db
      .update(websubCalls)
      .set({
        leaseToken: token,
        leaseUntil: sql`${databaseNow} + make_interval(secs => ${seconds})`,
        attempt: sql`${websubCalls.attempt} + 1`,
      })
      .where(sql`${websubCalls.id} = (${due})`)
      .returning();
    return claimed ?? null;
  });
}

/**
 * The call is done. `newer` where another has come in its place meanwhile, which is due now; `lost`
 * where somebody else has it: then nothing may be written of it.
 */
export async function endCall(
  db: Db,
  call: Call,
  now: Temporal.Instant,
): Promise<"ended" | "newer" | "lost"> {
  const ended = await db
    .delete(websubCalls)
    .where(and(isHeld(call), eq(websubCalls.version, call.version)))
    .returning({ id: websubCalls.id });
  if (ended.length > 0) return "ended";
  return (await putBack(db, call, { attempt: 0, nextAt: now })) ? "newer" : "lost";
}

/** To be called again then; false where somebody else has it. */
export async function deferCall(db: Db, call: Call, nextAt: Temporal.Instant): Promise<boolean> {
  return putBack(db, call, { nextAt });
}

/** Gives a call back that was not made. */
export async function releaseCall(db: Db, call: Call): Promise<void> {
  await putBack(db, call, { attempt: call.attempt - 1 });
}

async function putBack(
  db: Db,
  call: Call,
  set: { nextAt?: Temporal.Instant; attempt?: number },
): Promise<boolean> {
  const put = await db
    .update(websubCalls)
    .set({ ...set, leaseToken: null, leaseUntil: null })
    .where(isHeld(call))
    .returning({ id: websubCalls.id });
  return put.length > 0;
}

function isHeld({ id, leaseToken }: Call): SQL {
  return sql`${websubCalls.id} = ${id} and ${websubCalls.leaseToken} = ${leaseToken}::uuid`;
}

/** One more than it was. */
const raised = sql`${websubCalls.version} + 1`;
