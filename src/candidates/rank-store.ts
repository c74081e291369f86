import { and, asc, eq, lt, max, type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import { candidates, type RankTerm, rankModels, stacks } from "./table.ts";

export type RankModel = typeof rankModels.$inferSelect;

/** Of the newest training; 0 where there was none. */
export async function findGeneration(db: Db): Promise<number> {
  const [found] = await db.select({ generation: max(rankModels.generation) }).from(rankModels);
  return found?.generation ?? 0;
}

export function listModels(db: Db): Promise<RankModel[]> {
  return db.select().from(rankModels).orderBy(asc(rankModels.topic));
}

/** All topics of one training at once; false where another replica was first. */
export async function replaceModels(db: Db, models: readonly RankModel[]): Promise<boolean> {
  const generation = models[0]?.generation ?? 0;
  return db.transaction(async (db) => {
    await db.delete(rankModels).where(lt(rankModels.generation, generation));
    const added = await db
      .insert(rankModels)
      .values([...models])
      .onConflictDoNothing()
      .returning({ topic: rankModels.topic });
    return added.length > 0;
  });
}

export type Report = {
  id: number;
  revision: number;
  title: string;
  lead: string;
  publisher: string;
  source: string;
  hour: number | null;
};

/** What termsOf reads of a text, and some more for what it leaves out. */
export const [titleLength, leadLength] = [400, 400];

/** What a candidate is judged by. The hour is that of the archive's zone. */
export function reportColumns(timeZone: string) {
  const { publishedAt, timed } = candidates;
  return {
    id: candidates.id,
    revision: candidates.revision,
    title: sql<string>`left(${candidates.title}, ${titleLength})`.as("report_title"),
    lead: sql<string>`left(${candidates.excerpt}, ${leadLength})`.as("report_lead"),
    publisher: candidates.publisher,
    source: candidates.sourceId,
    hour: sql<number | null>`case when ${timed}
      then extract(hour from ${publishedAt} at time zone ${timeZone})::int end`.as("report_hour"),
  };
}

export type Unranked = { stack: number; topics: string[]; reports: Report[] };

/** Those of the stacks that are new, each with at most five of its reports, the first ones. */
export async function listUnranked(
  db: Db,
  stackIds: readonly number[],
  timeZone: string,
): Promise<Unranked[]> {
  const report = db
    .select(reportColumns(timeZone))
    .from(candidates)
    .where(and(eq(candidates.stackId, stacks.id), eq(candidates.state, "new")))
    .orderBy(asc(candidates.id))
    .limit(5)
    .as("report");
  const { id, revision, title, lead, publisher, source, hour } = report;
  const found = await db
    .select({
      ...{ stack: stacks.id, topics: stacks.topics },
      ...{ id, revision, title, lead, publisher, source, hour },
    })
    .from(stacks)
    .leftJoinLateral(report, sql`true`)
    .where(and(isOneOf(stackIds), eq(stacks.state, "new")))
    .orderBy(asc(stacks.id), asc(report.id));
  return [...Map.groupBy(found, ({ stack }) => stack)].map(([stack, rows]) => ({
    ...{ stack, topics: rows[0]?.topics ?? [] },
    reports: rows.filter((row): row is typeof row & Report => row.id !== null),
  }));
}

/** New stacks that were not ranked by this generation; a part of them. */
export async function listUnrankedIds(
  db: Db,
  generation: number,
  limit: number,
): Promise<number[]> {
  const found = await db
    .select({ id: stacks.id })
    .from(stacks)
    .where(and(eq(stacks.state, "new"), lt(stacks.rankedBy, generation)))
    .limit(limit);
  return found.map(({ id }) => id);
}

export type Rank = {
  stack: number;
  rank: number;
  topic: string | null;
  terms: readonly RankTerm[];
  place: number;
  mixed: boolean;
};

/**
 * Of stacks that are still new; gives how many. A version says what editors did, so it stays. One that
 * somebody has locked is left for later: its state is about to change.
 */
export async function setRanks(
  db: Db,
  ranks: readonly Rank[],
  generation: number,
): Promise<number> {
  const set = await rows(db, settingRanks(ranks, generation));
  return set.length;
}

/** As one parameter: a thousand by themselves take longer to write down than to look up. */
function isOneOf(stackIds: readonly number[]): SQL {
  return sql`${stacks.id} = any (${`{${stackIds.join(",")}}`}::bigint[])`;
}

function settingRanks(ranks: readonly Rank[], generation: number): SQL {
  return sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(ranks)}::jsonb) as g
        (stack bigint, rank real, topic text, terms jsonb, place real, mixed boolean)
    ), open as (
      select id from stack where id in (select stack from given) and state = 'new'
      order by id for update skip locked
    )
    update stack s set rank = g.rank, rank_topic = g.topic, rank_terms = g.terms, place = g.place,
      is_mixed_in = g.mixed, ranked_by = ${generation}
    from given g join open on open.id = g.stack
    where s.id = g.stack
    returning s.id`;
}
