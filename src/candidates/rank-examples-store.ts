import { and, desc, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { type Report, reportColumns } from "./rank-store.ts";
import { candidates, rankModels, stacks } from "./table.ts";

/** How many stacks there are of each kind; two millions take the index alone some 0.2 s. */
export type Counts = { accepted: number; rejected: number; undecided: number };

export async function countDecisions(db: Db): Promise<Counts> {
  const found = await db
    .select({ state: stacks.state, count: sql<number>`count(*)::int` })
    .from(stacks)
    .where(ne(stacks.state, "merged"))
    .groupBy(stacks.state);
  const of = new Map(found.map(({ state, count }) => [state, count]));
  return {
    accepted: of.get("accepted") ?? 0,
    rejected: of.get("rejected") ?? 0,
    undecided: (of.get("new") ?? 0) + (of.get("expired") ?? 0),
  };
}

/** What the last training was made of; undefined where there was none. */
export async function findTraining(
  db: Db,
): Promise<
  | { generation: number; trainedAt: Temporal.Instant; decisions: number; undecided: number }
  | undefined
> {
  const { generation, trainedAt, decisions } = rankModels;
  const [found] = await db
    .select({ generation, trainedAt, decisions, undecided: rankModels.undecided })
    .from(rankModels)
    .orderBy(desc(rankModels.undecided))
    .limit(1);
  return found;
}

type Part = { timeZone: string; limit: number };

/**
 * What was rejected, the newest first. One that was rejected because the archive had the story already
 * was wanted, so it says nothing.
 */
export function listRejected(db: Db, part: Part): Promise<Report[]> {
  const isNegative = and(
    eq(stacks.state, "rejected"),
    isNull(stacks.duplicateOf),
    eq(candidates.state, "rejected"),
  );
  return listReports(db, isNegative, part);
}

/** What nobody has decided, the newest first. */
export function listUndecided(db: Db, part: Part): Promise<Report[]> {
  const undecided = ["new", "expired"] as const;
  const isUndecided = and(
    inArray(stacks.state, [...undecided]),
    inArray(candidates.state, [...undecided]),
  );
  return listReports(db, isUndecided, part);
}

function listReports(db: Db, where: SQL | undefined, { timeZone, limit }: Part): Promise<Report[]> {
  return db
    .select(reportColumns(timeZone))
    .from(stacks)
    .innerJoin(candidates, eq(candidates.stackId, stacks.id))
    .where(where)
    .orderBy(desc(stacks.id), desc(candidates.id))
    .limit(limit);
}
