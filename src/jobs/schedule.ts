// Two kinds of job. A slot job (a digest) runs once for each cron slot across all replicas, and is
// caught up after a stop; a tick job (polling, sending) claims its own rows and may tick anywhere.

import { createTask, type ScheduledTask } from "node-cron";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import { cronMatcher, latestSlot, type Matches } from "./slots.ts";
import { addJob, claimSlot, markSlot, releaseSlot } from "./store.ts";

export type SlotJob = {
  name: string;
  /** Five fields, read in `timeZone`. */
  cron: string;
  timeZone: string;
  /** A slot older than this is not caught up. */
  maxLatenessHours: number;
  run: (slot: Temporal.Instant) => Promise<string>;
};

export type TickJob = {
  name: string;
  /** Six fields (with seconds). */
  cron: string;
  run: () => Promise<void>;
};

export type Scheduler = {
  /** Runs whatever slot is due now; called every minute, and by tests. */
  runDue: () => Promise<void>;
  /** No new tick from here on; resolves when what runs has ended. */
  stop: () => Promise<void>;
};

type Surroundings = {
  db: Db;
  clock: Clock;
  log: Log;
  /** Nothing ticks by itself: a test says when. */
  byHand?: boolean;
};

const retrySeconds = 60;

export async function startScheduler(
  { db, clock, log, byHand = false }: Surroundings,
  jobs: { slots: readonly SlotJob[]; ticks: readonly TickJob[] },
): Promise<Scheduler> {
  const slotJobs = await Promise.all(jobs.slots.map((job) => prepare(db, clock, job)));
  const running = new Set<Promise<void>>();
  const tasks: ScheduledTask[] = [
    tick({ name: "slots", cron: "0 * * * * *", run: runDue }),
    ...jobs.ticks.map(tick),
  ];
  if (!byHand) for (const task of tasks) await task.start();
  await runDue();

  function tick(job: TickJob): ScheduledTask {
    const run = (): Promise<void> => {
      const turn = job
        .run()
        .catch((err: unknown) => log.error({ err, job: job.name }, "job failed"));
      running.add(turn);
      return turn.finally(() => running.delete(turn));
    };
    return createTask(job.cron, run, {
      name: job.name,
      noOverlap: true,
      suppressMissedWarning: true,
      logger: quiet,
    });
  }

  async function runDue(): Promise<void> {
    for (const job of slotJobs) await runSlot({ db, log }, job, clock());
  }

  return {
    runDue,
    stop: async () => {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.allSettled(running);
    },
  };
}

/** `seen` is how far the minutes have been looked at, `due` the latest slot up to there. */
type Prepared = SlotJob & {
  matches: Matches;
  seen: Temporal.Instant;
  due: Temporal.Instant | null;
};

async function prepare(db: Db, clock: Clock, job: SlotJob): Promise<Prepared> {
  const since = await addJob(db, job.name, clock());
  const oldest = clock().subtract({ hours: job.maxLatenessHours });
  const seen = Temporal.Instant.compare(oldest, since) > 0 ? oldest : since;
  return { ...job, seen, due: null, matches: cronMatcher(job.cron, job.timeZone) };
}

/** Each minute is looked at once: a walk over weeks would hold the event loop up. */
function dueSlot(job: Prepared, now: Temporal.Instant): Temporal.Instant | null {
  job.due = latestSlot(job.matches, job.seen, now) ?? job.due;
  job.seen = now;
  const tooOld = job.due && job.due.until(now).total("hours") > job.maxLatenessHours;
  return tooOld ? null : job.due;
}

async function runSlot(
  { db, log }: { db: Db; log: Log },
  job: Prepared,
  now: Temporal.Instant,
): Promise<void> {
  const slot = dueSlot(job, now);
  const claim = slot && (await claimSlot(db, job.name, slot));
  if (!slot || !claim) return;
  try {
    const outcome = await job.run(slot);
    await markSlot(db, job.name, slot, claim.token, outcome);
    log.info({ job: job.name, slot: slot.toString(), outcome }, "job done");
  } catch (err) {
    await releaseSlot(db, job.name, slot, claim.token, retrySeconds);
    log.error({ err, job: job.name, slot: slot.toString() }, "job failed");
  }
}

// node-cron prints to the console by itself; what matters is logged above.
const quiet = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
