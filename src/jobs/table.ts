import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "#db/types.ts";

/** A scheduled job, known since its first start; slots from before then are not caught up. */
export const jobs = pgTable("job", {
  name: text().primaryKey(),
  since: instant().notNull(),
});

/** One row a (job, slot): the cron tick that N replicas run once. */
export const jobRuns = pgTable(
  "job_run",
  {
    job: text().notNull(),
    slot: instant().notNull(),
    token: uuid().notNull(),
    attempt: integer().notNull().default(1),
    leaseUntil: instant("lease_until").notNull(),
    finishedAt: instant("finished_at"),
    outcome: text(),
  },
  (t) => [primaryKey({ columns: [t.job, t.slot] })],
);
