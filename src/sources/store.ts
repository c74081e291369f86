// Sources as the configuration has them, and as people look at them.

import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { pollingHost } from "./host.ts";
import type { SourceSpec } from "./spec.ts";
import { hosts, pollStates, sources } from "./table.ts";

export type Source = typeof sources.$inferSelect;
export type PollState = typeof pollStates.$inferSelect;
export type PolledSource = { source: Source; state: PollState };

/** Makes the table say what the file says: one dropped from the file is retired, never deleted. */
export async function upsertSources(
  db: Db,
  specs: readonly SourceSpec[],
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction(async (db) => {
    for (const part of chunks(specs, 500)) await upsertPart(db, part, now);
    // One parameter for all of them: a statement takes 65,535 at the most.
    const ids = JSON.stringify(specs.map(({ id }) => id));
    await db
      .update(sources)
      .set({ retiredAt: now })
      .where(
        and(
          isNull(sources.retiredAt),
          sql`${sources.id} <> all (select jsonb_array_elements_text(${ids}::jsonb))`,
        ),
      );
    await refreshActive(db);
  });
}

export async function listSources(db: Db): Promise<PolledSource[]> {
  return db
    .select({ source: sources, state: pollStates })
    .from(sources)
    .innerJoin(pollStates, eq(pollStates.sourceId, sources.id))
    .orderBy(asc(sources.id));
}

export async function findSource(db: Db, id: string): Promise<PolledSource | undefined> {
  const [found] = await db
    .select({ source: sources, state: pollStates })
    .from(sources)
    .innerJoin(pollStates, eq(pollStates.sourceId, sources.id))
    .where(eq(sources.id, id));
  return found;
}

/** Pauses a source, or wakes it to be polled at once. Its place in the configuration stays. */
export async function setPause(
  db: Db,
  id: string,
  pause: { at: Temporal.Instant; why: string } | null,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .update(pollStates)
    .set({
      pausedAt: pause?.at ?? null,
      pausedWhy: pause?.why ?? null,
      ...(pause ? {} : { nextPollAt: now, errorStreak: 0, firstErrorAt: null, why: "resumed" }),
    })
    .where(eq(pollStates.sourceId, id));
  await refreshActive(db);
}

async function upsertPart(
  db: Db,
  specs: readonly SourceSpec[],
  now: Temporal.Instant,
): Promise<void> {
  if (specs.length === 0) return;
  const set = Object.fromEntries(
    columnNames.map((name) => [name, sql.raw(`excluded.${sources[name].name}`)]),
  );
  await db.insert(sources).values(specs.map(asRow)).onConflictDoUpdate({ target: sources.id, set });
  const states = specs.map((spec) => ({
    sourceId: spec.id,
    host: pollingHost(spec.address[0] ?? spec.homepage, spec.host),
    active: spec.active,
    nextPollAt: now,
  }));
  await db
    .insert(pollStates)
    .values(states)
    .onConflictDoUpdate({
      target: pollStates.sourceId,
      set: { host: sql`excluded.host` },
      setWhere: sql`${pollStates.host} <> excluded.host`,
    });
  await db
    .insert(hosts)
    .values([...new Set(states.map(({ host }) => host))].map((id) => ({ id, nextSlotAt: now })))
    .onConflictDoNothing();
}

/** `active` and the hosts' due times follow from the rest; only what changed is written. */
async function refreshActive(db: Db): Promise<void> {
  const active = sql`(s.active and s.retired_at is null and p.paused_at is null)`;
  await db.execute(sql`
    update ${pollStates} p set active = ${active}
    from ${sources} s where s.id = p.source_id and p.active <> ${active}`);
  await db.execute(sql`
    update ${hosts} h set due_at = due.at
    from (
      select h.id, min(p.next_poll_at) as at
      from ${hosts} h left join ${pollStates} p on p.host = h.id and p.active
      group by h.id) due
    where due.id = h.id and h.due_at is distinct from due.at`);
}

const columnNames = [
  ...(["name", "nameEn", "aliases", "homepage", "addresses", "kind", "page", "gate"] as const),
  ...(["language", "via", "carrier", "zone", "topics", "terms", "active", "reason"] as const),
  ...(["minimumIntervalMinutes", "retryAfterScope", "retiredAt"] as const),
];

function asRow(spec: SourceSpec): typeof sources.$inferInsert {
  return {
    id: spec.id,
    name: spec.name,
    nameEn: spec.name_en ?? null,
    aliases: [...spec.aliases],
    homepage: spec.homepage,
    addresses: [...spec.address],
    kind: spec.kind,
    page: spec.page ?? null,
    gate: spec.gate ?? null,
    language: spec.language,
    via: spec.via ?? null,
    carrier: spec.carrier,
    zone: spec.zone,
    topics: spec.topics,
    terms: spec.terms,
    active: spec.active,
    reason: spec.reason ?? null,
    minimumIntervalMinutes: spec.minimum_interval_minutes ?? null,
    retryAfterScope: spec.retry_after_scope ?? "host",
    retiredAt: null,
  };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  );
}
