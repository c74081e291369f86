// Ranking: 1,000 new stacks of one report each, from the question for them to their ranks in the
// database, and learning two topics from 5,000 stories each.

import { sql } from "drizzle-orm";
import { openRanking, type Ranking } from "#app/rank-jobs.ts";
import { systemClock } from "#base/clock.ts";
import { openLog } from "#base/log.ts";
import { trainIfDue } from "#candidates/training.ts";
import { connectServer } from "#db/open.ts";
import type { Db } from "#db/types.ts";
import { noEntities } from "#likeness/entities.ts";
import { sources } from "#sources/table.ts";
import { benchConfig } from "../support/config.ts";
import { cpuBetween, readCpu } from "../support/cpu.ts";
import type { Figure } from "../support/figures.ts";
import { withScratchDatabase } from "../support/scratch.ts";
import { tell } from "./similar-texts.ts";

const [decided, queued, rounds] = [5_000, 1_000, 9];
const log = openLog({ level: "silent", to: { write: () => {} } });

export function rankingFigures(): Promise<Figure[]> {
  return withScratchDatabase(async (url) => {
    const { db, close } = connectServer(url);
    try {
      await fill(db);
      const { archive } = benchConfig(url, [], 1);
      const open = (): Ranking =>
        openRanking(archive, { db, log, clock: systemClock, entities: noEntities });
      const training = await timeTraining(open());
      return [...training, ...(await timeRanking(db, open))];
    } finally {
      await close();
    }
  }, "ranking");
}

async function timeTraining({ training }: Ranking): Promise<Figure[]> {
  const turns = watchTurns();
  const started = performance.now();
  const generation = await trainIfDue(training);
  const seconds = (performance.now() - started) / 1000;
  const { longest, all } = turns.end();
  if (generation !== 1) throw new Error(`generation ${generation} came of the first training`);
  const names = `learning ${training.topics.length} topics from ${decided} stories each`;
  return [
    { name: `${names}: seconds`, value: seconds },
    { name: "  processor time of the main thread: seconds", value: all / 1000 },
    { name: "  the most of it before others had a turn: ms", value: longest, most: 50 },
  ];
}

/** Processor time of this thread from one turn of the event loop to the next, whoever else is busy. */
function watchTurns(): { end: () => { longest: number; all: number } } {
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const began = spent();
  let last = began;
  let longest = 0;
  let next = setImmediate(turn);
  function turn(): void {
    const now = spent();
    longest = Math.max(longest, now - last);
    last = now;
    next = setImmediate(turn);
  }
  const end = (): { longest: number; all: number } => {
    clearImmediate(next);
    return { longest, all: last - began };
  };
  return { end };
}

/** Cold is as after a start: models are to be read and texts to be segmented. */
async function timeRanking(db: Db, open: () => Ranking): Promise<Figure[]> {
  const ids = Array.from({ length: queued }, (_, n) => decided + n + 1);
  const time = async ({ ranker }: Ranking): Promise<number> => {
    const from = performance.now();
    const ranked = await ranker.rankStacks(db, ids);
    if (ranked !== queued) throw new Error(`${ranked} of ${queued} were ranked`);
    return performance.now() - from;
  };
  const repeat = (ranking: () => Ranking): Promise<number[]> =>
    Array.fromAsync({ length: rounds }, () => time(ranking()));
  const cold = await repeat(open);
  const ranking = open();
  await time(ranking);
  const before = await readCpu(db);
  const warm = await repeat(() => ranking);
  const { own, database } = cpuBetween(before, await readCpu(db));
  const name = `ranking ${queued} stacks with reading and writing: ms, median of ${rounds}`;
  return [
    { name, value: median(warm), most: 100, note: "as after each training" },
    { name: "  its processor time, the database's with it: ms", value: (own + database) / rounds },
    { name: "  the same just after a start", value: median(cold), note: "models, segmentation" },
  ];
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** One half of the decided stories is accepted, with an entry; a stack has one report. */
async function fill(db: Db): Promise<void> {
  await db.insert(sources).values({
    ...{ id: "shiomi", name: "潮見新報", homepage: "https://news.example/", addresses: [] },
    ...{ kind: "feed" as const, language: "ja", zone: "Asia/Tokyo", terms: "invented" },
    active: true,
  });
  const told = Array.from({ length: decided + queued }, (_, n) => tell(n, decided + queued));
  await db.execute(sql`
    insert into candidate (source_id, identity, title, excerpt, publisher, language, topics, timed,
      digest, first_seen_at, published_at)
    select 'shiomi', 'guid:' || n, t ->> 'title', t ->> 'summary', '潮見新報', 'ja',
      array['defence'], true, '', now(), now() - n * interval '1 minute'
    from jsonb_array_elements(${JSON.stringify(told)}::jsonb) with ordinality as told (t, n)
    order by n`);
  await db.execute(sql`
    insert into stack (lead_id, topics, first_seen_at, state)
    select id, topics, first_seen_at, (case when id > ${decided}::int then 'new'
      when id % 2 = 0 then 'accepted' else 'rejected' end)::stack_state
    from candidate order by id`);
  await db.execute(sql`
    update candidate c set stack_id = s.id, state = s.state::text::candidate_state
    from stack s where s.lead_id = c.id`);
  await db.execute(sql`
    insert into entry (state, stack_id, reported_on, source, title, language, summary, topics,
      created_at, created_by, updated_at, archive_id)
    select 'published', stack_id, current_date, publisher, title, language, excerpt,
      array['defence', 'harbour'], now(), 'bench', now(), '2612-' || id
    from candidate where state = 'accepted'`);
  await db.execute(sql`vacuum analyze`);
}
