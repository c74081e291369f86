import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import { middle } from "./place.ts";

export type Outcome = { topic: string; mixed: boolean; decided: number; accepted: number };

/**
 * What became of stacks that the ranking had put high or mixed in, by the topic that ranked them. Of
 * the newest 20,000 stacks, so that it takes the same time for ever.
 */
export function countOutcomes(db: Db): Promise<Outcome[]> {
  return rows<Outcome>(
    db,
    sql`
    select rank_topic as topic, is_mixed_in as mixed, count(*)::int as decided,
      (count(*) filter (where state = 'accepted'))::int as accepted
    from stack
    where id > (select coalesce(max(id), 0) - 20000 from stack)
      and state in ('accepted', 'rejected') and duplicate_of is null
      and ranked_by > 0 and rank_topic is not null and (is_mixed_in or rank >= ${middle})
    group by 1, 2`,
  );
}
