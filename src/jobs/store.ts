import { and, eq, sql } from "drizzle-orm";
import { type Db, databaseNow } from "#db/types.ts";
import { jobRuns, jobs } from "./table.ts";

/** Since when the job is known; the first call fixes it. */
export async function addJob(
  db: Db,
  name: string,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  await db.insert(jobs).values({ name, since: now }).onConflictDoNothing();
  const [job] = await db.select().from(jobs).where(eq(jobs.name, name));
  return job?.since ?? now;
}

/**
 * Takes a slot for one runner: a new one, or one whose runner died (lease over, not finished).
 * Null where another replica has it or has done it.
 */
export async function claimSlot(
  db: Db,
  job: string,
  slot: Temporal.Instant,
): Promise<{ token: string; attempt: number } | null> {
  const token = crypto.randomUUID();
  const leaseUntil = sql<Temporal.Instant>`${databaseNow} + interval '10 minutes'`;
  const [run] = await db
    .insert(jobRuns)
    .values({ job, slot, token, leaseUntil })
    .onConflictDoUpdate({
      target: [jobRuns.job, jobRuns.slot],
      set: { token, leaseUntil, attempt: sql`${jobRuns.attempt} + 1` },
      setWhere: sql`${jobRuns.finishedAt} is null and ${jobRuns.leaseUntil} < ${databaseNow}`,
    })
    .returning({ attempt: jobRuns.attempt });
  return run ? { token, attempt: run.attempt } : null;
}

/** Marks the slot done; without effect for a runner whose lease another has taken over. */
export async function markSlot(
  db: Db,
  job: string,
  slot: Temporal.Instant,
  token: string,
  outcome: string,
): Promise<void> {
  await db
    .update(jobRuns)
    .set({ finishedAt: databaseNow, outcome })
    .where(and(eq(jobRuns.job, job), eq(jobRuns.slot, slot), eq(jobRuns.token, token)));
}

/** Gives a failed slot back, to be tried again after `seconds`. */
export async function releaseSlot(
  db: Db,
  job: string,
  slot: Temporal.Instant,
  token: string,
  seconds: number,
): Promise<void> {
  await db
    .update(jobRuns)
    .set({ leaseUntil: sql`${databaseNow} + make_interval(secs => ${seconds})` })
    .where(and(eq(jobRuns.job, job), eq(jobRuns.slot, slot), eq(jobRuns.token, token)));
}
