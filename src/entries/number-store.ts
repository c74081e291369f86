// The sequence numbers of a day: each is given once, archive-wide.

import { sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { dayCounters } from "./table.ts";

/** The next sequence number of a day, archive-wide: concurrent callers get different ones. */
export async function takeSequence(db: Db, on: Temporal.PlainDate): Promise<number> {
  const [counter] = await db
    .insert(dayCounters)
    .values({ day: on, last: 1 })
    .onConflictDoUpdate({ target: dayCounters.day, set: { last: sql`${dayCounters.last} + 1` } })
    .returning();
  if (!counter) throw new Error("a day counter was not returned");
  return counter.last;
}

/** Sees to it that the next number of each day, YYYY-MM-DD, comes after the one given for it. */
export async function raiseSequences(db: Db, last: ReadonlyMap<string, number>): Promise<void> {
  if (last.size === 0) return;
  await db
    .insert(dayCounters)
    .values(
      [...last].map(([on, sequence]) => ({ day: Temporal.PlainDate.from(on), last: sequence })),
    )
    .onConflictDoUpdate({
      target: dayCounters.day,
      set: { last: sql`greatest(${dayCounters.last}, excluded.last)` },
    });
}
