import { aliasedTable, and, desc, eq, gt, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Stack, StackState } from "./stack-store.ts";
import type { Candidate } from "./store.ts";
import { candidates, stackLikenesses, stacks } from "./table.ts";

/** `size` counts the candidates, copies of a headline too. */
export type ListedStack = { stack: Stack; lead: Candidate; size: number };

/** Where the page before ended. */
export type StackPlace = { id: number; place?: number | undefined };

export type StackFilter = {
  state?: StackState | undefined;
  topic?: string | undefined;
  source?: string | undefined;
  since?: Temporal.Instant | undefined;
  /** Those snoozed beyond `now` only, or all but those. */
  snoozed: boolean;
  now: Temporal.Instant;
  sort: "newest" | "rank";
  after?: StackPlace | undefined;
  limit: number;
};

const leads = aliasedTable(candidates, "lead");
const size = sql<number>`(select count(*) from ${candidates} where ${candidates.stackId} = ${stacks.id})::int`;

/** Newest first, or by place in the ranked order; of equals the newest first. */
export async function listStacks(db: Db, filter: StackFilter): Promise<ListedStack[]> {
  return db
    .select({ stack: stacks, lead: leads, size })
    .from(stacks)
    .innerJoin(leads, eq(leads.id, stacks.leadId))
    .where(
      and(
        filter.state && eq(stacks.state, filter.state),
        filter.topic === undefined ? undefined : sql`${filter.topic} = any(${stacks.topics})`,
        filter.source === undefined ? undefined : hasMemberOf(filter.source),
        filter.since && sql`${stacks.firstSeenAt} >= ${filter.since.toString()}`,
        filter.snoozed
          ? gt(stacks.snoozedUntil, filter.now)
          : or(isNull(stacks.snoozedUntil), lte(stacks.snoozedUntil, filter.now)),
        filter.after && isAfter(filter.after, filter.sort),
      ),
    )
    .orderBy(...(filter.sort === "rank" ? [desc(stacks.place)] : []), desc(stacks.id))
    .limit(filter.limit);
}

export async function findListedStack(db: Db, id: number): Promise<ListedStack | undefined> {
  const [found] = await db
    .select({ stack: stacks, lead: leads, size })
    .from(stacks)
    .innerJoin(leads, eq(leads.id, stacks.leadId))
    .where(eq(stacks.id, id));
  return found;
}

/** How many there are of each state, those snoozed beyond `now` apart. */
export async function countStacks(db: Db, now: Temporal.Instant): Promise<Record<string, number>> {
  const statement = sql`
    select case when ${stacks.snoozedUntil} > ${now.toString()} then 'snoozed'
      else ${stacks.state}::text end as state, count(*)::int as stacks
    from ${stacks} group by 1`;
  const counted = await rows<{ state: string; stacks: number }>(db, statement);
  return Object.fromEntries(counted.map(({ state, stacks }) => [state, stacks]));
}

export type LikeStack = { stack: Stack; lead: Candidate; score: number; terms: string[] };

/** What is perhaps the same story, the likest first; merged stacks are left out. */
export async function listLikeStacks(db: Db, id: number): Promise<LikeStack[]> {
  const { stackId, otherId, score, terms } = stackLikenesses;
  const other = sql`case when ${stackId} = ${id} then ${otherId} else ${stackId} end`;
  const found = await db
    .select({ stack: stacks, lead: leads, score, terms })
    .from(stackLikenesses)
    .innerJoin(stacks, sql`${stacks.id} = ${other}`)
    .innerJoin(leads, eq(leads.id, stacks.leadId))
    .where(and(or(eq(stackId, id), eq(otherId, id)), sql`${stacks.state} <> 'merged'`))
    .orderBy(desc(score), desc(stacks.id))
    .limit(20);
  const seen = new Set<number>();
  return found.filter(({ stack }) => !seen.has(stack.id) && seen.add(stack.id));
}

function hasMemberOf(source: string): SQL {
  return sql`exists (select from ${candidates} where ${candidates.stackId} = ${stacks.id}
    and ${candidates.sourceId} = ${source})`;
}

function isAfter({ id, place }: StackPlace, sort: "newest" | "rank"): SQL {
  if (sort === "newest") return sql`${stacks.id} < ${id}`;
  return sql`(${stacks.place}, ${stacks.id}) < (${place ?? 0}::real, ${id})`;
}
