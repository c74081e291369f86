import { and, asc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { type Db, databaseNow } from "#db/types.ts";
import type { SourceSpec } from "./spec.ts";
import { httpStates, pollStates, sources } from "./table.ts";

export type Source = typeof sources.$inferSelect;
export type PollState = typeof pollStates.$inferSelect;
export type HttpState = { url: string; etag: string | null; lastModified: string | null };
export type Lease = { source: Source; state: PollState; token: string };

/** Makes the table say what the file says: one dropped from the file is retired, never deleted. */
export async function upsertSources(
  db: Db,
  specs: readonly SourceSpec[],
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction(async (db) => {
    for (const spec of specs) {
      const row = asRow(spec);
      await db.insert(sources).values(row).onConflictDoUpdate({ target: sources.id, set: row });
    }
    const ids = specs.map(({ id }) => id);
    if (ids.length > 0) {
      await db
        .insert(pollStates)
        .values(ids.map((sourceId) => ({ sourceId, nextPollAt: now })))
        .onConflictDoNothing();
    }
    await db
      .update(sources)
      .set({ retiredAt: now })
      .where(and(isNull(sources.retiredAt), ids.length ? notInArray(sources.id, ids) : undefined));
  });
}

export async function listSources(db: Db): Promise<{ source: Source; state: PollState }[]> {
  return db
    .select({ source: sources, state: pollStates })
    .from(sources)
    .innerJoin(pollStates, eq(pollStates.sourceId, sources.id))
    .orderBy(asc(sources.id));
}

/**
 * Takes up to `limit` due sources for 90 seconds. The lease is by the database's clock; a source whose
 * lease ran out is free again. `only` takes those sources whether due or not.
 */
export async function leaseSources(
  db: Db,
  options: { now: Temporal.Instant; limit: number; only?: readonly string[] },
): Promise<Lease[]> {
  const token = crypto.randomUUID();
  const free = sql`(${pollStates.leaseUntil} is null or ${pollStates.leaseUntil} < ${databaseNow})`;
  const due = options.only
    ? inArray(pollStates.sourceId, [...options.only])
    : sql`${pollStates.nextPollAt} <= ${options.now.toString()}::timestamptz and ${sources.active}`;
  const chosen = db
    .select({ id: pollStates.sourceId })
    .from(pollStates)
    .innerJoin(sources, eq(sources.id, pollStates.sourceId))
    .where(and(due, free, isNull(sources.retiredAt)))
    .orderBy(asc(pollStates.nextPollAt))
    .limit(options.limit)
    .for("update", { of: pollStates, skipLocked: true });
  const leased = await db
    .update(pollStates)
    .set({ leaseToken: token, leaseUntil: sql`${databaseNow} + interval '90 seconds'` })
    .where(inArray(pollStates.sourceId, chosen))
    .returning();
  if (leased.length === 0) return [];
  const ids = leased.map(({ sourceId }) => sourceId);
  const found = await db.select().from(sources).where(inArray(sources.id, ids));
  const byId = new Map(found.map((source) => [source.id, source]));
  return leased.flatMap((state) => {
    const source = byId.get(state.sourceId);
    return source ? [{ source, state, token }] : [];
  });
}

/** Ends a lease with what came of it. False where it had run out and another has taken it. */
export async function releaseSource(
  db: Db,
  lease: Lease,
  set: Partial<typeof pollStates.$inferInsert>,
): Promise<boolean> {
  const released = await db
    .update(pollStates)
    .set({ ...set, leaseToken: null, leaseUntil: null })
    .where(and(eq(pollStates.sourceId, lease.source.id), eq(pollStates.leaseToken, lease.token)))
    .returning({ id: pollStates.sourceId });
  return released.length > 0;
}

export async function findHttpState(
  db: Db,
  sourceId: string,
  url: string,
): Promise<HttpState | undefined> {
  const [found] = await db
    .select({
      url: httpStates.url,
      etag: httpStates.etag,
      lastModified: httpStates.lastModified,
    })
    .from(httpStates)
    .where(and(eq(httpStates.sourceId, sourceId), eq(httpStates.url, url)));
  return found;
}

export async function setHttpState(db: Db, sourceId: string, state: HttpState): Promise<void> {
  await db
    .insert(httpStates)
    .values({ sourceId, ...state })
    .onConflictDoUpdate({ target: [httpStates.sourceId, httpStates.url], set: state });
}

function asRow(spec: SourceSpec): typeof sources.$inferInsert {
  return {
    id: spec.id,
    name: spec.name,
    nameEn: spec.name_en ?? null,
    aliases: [...spec.aliases],
    homepage: spec.homepage,
    addresses: [...spec.address],
    kind: spec.kind,
    language: spec.language,
    via: spec.via ?? null,
    carrier: spec.carrier,
    zone: spec.zone,
    topics: spec.topics,
    terms: spec.terms,
    active: spec.active,
    reason: spec.reason ?? null,
    minimumIntervalMinutes: spec.minimum_interval_minutes ?? null,
    retiredAt: null,
  };
}
