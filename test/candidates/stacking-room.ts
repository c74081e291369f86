// Candidates without publishers: stories as a poll would store them, and the stacks they come into.

import { sql } from "drizzle-orm";
import { type Stacking, stackNew } from "#candidates/stacking.ts";
import type { Comparing } from "#candidates/stacking-around.ts";
import { addStories } from "#candidates/store.ts";
import { type Db, rows } from "#db/types.ts";
import { type Operation, operate } from "#editors/operations.ts";
import { noEntities } from "#likeness/entities.ts";
import { defaultThresholds } from "#likeness/thresholds.ts";
import { sources } from "#sources/table.ts";
import type { TestClock } from "../support/clock.ts";
import { quietLog } from "../support/log.ts";

export type Brought = { title: string; lead?: string; guid?: string; topics?: readonly string[] };

export type StackSeen = {
  id: number;
  state: string;
  version: number;
  lead: number;
  topics: string[];
  candidates: number[];
};

export type StackingRoom = {
  stacking: Stacking;
  /** A poll of `source`; the numbers of the candidates that are new by it. */
  bring: (source: string, stories: readonly Brought[]) => Promise<number[]>;
  /** An act of an editor, in its own transaction. */
  act: <Result>(
    name: string,
    run: (db: Db, operation: Operation) => Promise<Result>,
  ) => Promise<Result>;
  stack: (db?: Db) => Promise<number>;
  stacks: () => Promise<StackSeen[]>;
  candidate: (id: number) => Promise<Record<string, unknown>>;
  /** What is said to be perhaps the same: lower stack, higher stack, score. */
  perhaps: () => Promise<[number, number, number][]>;
};

const editor = { id: "key:test", name: "test", role: "editor" } as const;

export async function openStackingRoom(
  db: Db,
  clock: TestClock,
  comparing: Partial<Comparing> = {},
): Promise<StackingRoom> {
  const thresholds = { ...defaultThresholds, hours: 96 };
  const stacking: Stacking = {
    ...{ db, clock, log: quietLog, entities: noEntities, thresholds },
    ...comparing,
  };
  let told = 0;

  async function bring(source: string, stories: readonly Brought[]): Promise<number[]> {
    await addSource(db, source);
    const [last] = await rows<{ id: number }>(
      db,
      sql`select coalesce(max(id), 0)::int as id from candidate`,
    );
    const stored = stories.map((story) => {
      const { title, lead = "", guid, topics = [] } = story;
      told += 1;
      return {
        ...{ identity: guid ?? `guid:${told}`, digest: `${title}\n${lead}`, title, excerpt: lead },
        ...{ url: null, publisher: source, topics, published_at: null, published_raw: null },
        timed: false,
      };
    });
    await addStories(db, { id: source, via: null, language: "ja" }, stored, clock());
    const added = await rows<{ id: number }>(
      db,
      sql`select id::int as id from candidate where id > ${last?.id ?? 0} order by id`,
    );
    return added.map(({ id }) => id);
  }

  return {
    stacking,
    bring,
    act: async (name, run) => (await operate({ db, clock }, editor, name, run)).result,
    stack: (other = db) => stackNew({ ...stacking, db: other }),
    stacks: () =>
      rows<StackSeen>(
        db,
        sql`
        select s.id::int as id, s.state, s.version, s.lead_id::int as lead, s.topics,
          array(select c.id::int from candidate c where c.stack_id = s.id order by c.id) as candidates
        from stack s order by s.id`,
      ),
    candidate: async (id) => {
      const [found] = await rows<Record<string, unknown>>(
        db,
        sql`
        select stack_id::int as stack, state, duplicate_of::int as "duplicateOf",
          round(stack_score::numeric, 2)::float8 as score, stack_terms as terms,
          is_waiting as "isWaiting", (title_key is not null) as "hasKey",
          (select count(*) from candidate_term t where t.candidate_id = c.id)::int as indexed
        from candidate c where id = ${id}`,
      );
      if (!found) throw new Error(`there is no candidate ${id}`);
      return found;
    },
    perhaps: async () => {
      const found = await rows<{ a: number; b: number; score: number }>(
        db,
        sql`
        select stack_id::int as a, other_id::int as b, round(score::numeric, 2)::float8 as score
        from stack_likeness order by 1, 2`,
      );
      return found.map(({ a, b, score }) => [a, b, score]);
    },
  };
}

async function addSource(db: Db, id: string): Promise<void> {
  await db
    .insert(sources)
    .values({
      ...{ id, name: id, homepage: "https://news.example/", addresses: [], kind: "feed" },
      ...{ language: "ja", zone: "Asia/Tokyo", terms: "invented", active: true },
    })
    .onConflictDoNothing();
}
