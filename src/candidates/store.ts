import { and, desc, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Known } from "./identity.ts";
import { candidateRevisions, candidates } from "./table.ts";

export type Candidate = typeof candidates.$inferSelect;
export type CandidateState = Candidate["state"];

/** A story ready to store; instants are ISO 8601 text because the whole poll goes as one JSON. */
export type Story = {
  identity: string;
  digest: string;
  title: string;
  excerpt: string;
  url: string | null;
  publisher: string;
  topics: readonly string[];
  published_at: string | null;
  published_raw: string | null;
  timed: boolean;
};

/** The source's stories that have one of the identities or addresses. */
export async function listKnown(
  db: Db,
  sourceId: string,
  { identities, urls }: { identities: readonly string[]; urls: readonly string[] },
): Promise<Known[]> {
  const { identity, url, title, publishedAt } = candidates;
  return db
    .select({ identity, url, title, publishedAt })
    .from(candidates)
    .where(
      and(
        eq(candidates.sourceId, sourceId),
        or(inArray(identity, [...identities]), inArray(url, [...urls])),
      ),
    );
}

export type Added = { added: number; changed: number };

/**
 * Stores a whole poll in one statement: unknown stories become candidates, known ones whose digest
 * differs get a revision, the rest is left alone. `stories` hold each identity once.
 */
export async function addStories(
  db: Db,
  source: { id: string; via: string | null; language: string },
  stories: readonly Story[],
  now: Temporal.Instant,
): Promise<Added> {
  const at = now.toString();
  const [added] = await rows<Added>(
    db,
    sql`
    with story as (
      select * from jsonb_to_recordset(${JSON.stringify(stories)}::jsonb) as s(
        identity text, digest text, title text, excerpt text, url text, publisher text,
        topics jsonb, published_at timestamptz, published_raw text, timed boolean)
    ), changed as (
      select c.id, c.revision, c.title, c.excerpt, c.url, c.published_at, c.identity
      from candidate c join story s on s.identity = c.identity
      where c.source_id = ${source.id} and c.digest <> s.digest
      for update of c
    ), kept as (
      insert into candidate_revision
        (candidate_id, revision, title, excerpt, url, published_at, replaced_at)
      select id, revision, title, excerpt, url, published_at, ${at}::timestamptz from changed
    ), revised as (
      update candidate c set revision = c.revision + 1, version = c.version + 1,
        digest = s.digest, title = s.title, excerpt = s.excerpt, url = s.url,
        publisher = s.publisher, topics = array(select jsonb_array_elements_text(s.topics)),
        published_at = s.published_at, published_raw = s.published_raw, timed = s.timed,
        is_waiting = true
      from changed join story s on s.identity = changed.identity
      where c.id = changed.id
      returning c.id
    ), added as (
      insert into candidate (source_id, identity, digest, title, excerpt, url, publisher, via,
        language, topics, published_at, published_raw, timed, first_seen_at)
      select ${source.id}, identity, digest, title, excerpt, url, publisher, ${source.via}::text,
        ${source.language}, array(select jsonb_array_elements_text(topics)), published_at,
        published_raw, timed, ${at}::timestamptz
      from story
      on conflict (source_id, identity) do nothing
      returning id
    )
    select (select count(*) from added)::int as added, (select count(*) from revised)::int as changed`,
  );
  return added ?? { added: 0, changed: 0 };
}

/** Newest first by arrival. `before` is the id that the page before ended with. */
export function listCandidates(
  db: Db,
  filter: {
    state?: CandidateState | undefined;
    source?: string | undefined;
    topic?: string | undefined;
    since?: Temporal.Instant | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<Candidate[]> {
  const when = <T>(value: T | undefined, clause: (value: T) => SQL): SQL | undefined =>
    value === undefined ? undefined : clause(value);
  return db
    .select()
    .from(candidates)
    .where(
      and(
        when(filter.state, (state) => eq(candidates.state, state)),
        when(filter.source, (source) => eq(candidates.sourceId, source)),
        when(filter.topic, (topic) => sql`${topic} = any(${candidates.topics})`),
        when(filter.since, (since) => gte(candidates.firstSeenAt, since)),
        when(filter.before, (id) => lt(candidates.id, id)),
      ),
    )
    .orderBy(desc(candidates.id))
    .limit(filter.limit);
}

export async function findCandidate(db: Db, id: number): Promise<Candidate | undefined> {
  const [found] = await db.select().from(candidates).where(eq(candidates.id, id));
  return found;
}

export function listRevisions(
  db: Db,
  id: number,
): Promise<(typeof candidateRevisions.$inferSelect)[]> {
  return db
    .select()
    .from(candidateRevisions)
    .where(eq(candidateRevisions.candidateId, id))
    .orderBy(candidateRevisions.revision);
}
