// Stacking: a day's 300 candidates against a week of 2,100, and one against 100,000 that are all open
// and recent. STACKING_STORIES=20000 for fewer.

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { openLog } from "#base/log.ts";
import { type Stacking, stackNew } from "#candidates/stacking.ts";
import { setTerms } from "#candidates/stacking-index-store.ts";
import { keptPostings } from "#candidates/stacking-postings.ts";
import { addStories } from "#candidates/store.ts";
import { connectServer } from "#db/open.ts";
import { type Db, rows } from "#db/types.ts";
import { noEntities } from "#likeness/entities.ts";
import { termsOf } from "#likeness/terms.ts";
import { defaultThresholds } from "#likeness/thresholds.ts";
import { sources } from "#sources/table.ts";
import { type Cpu, cpuBetween, readCpu } from "../support/cpu.ts";
import type { Figure } from "../support/figures.ts";
import { withScratchDatabase } from "../support/scratch.ts";
import { type Report, report } from "./stacking-texts.ts";

const many = Number(process.env.STACKING_STORIES ?? 100_000);
const [week, aDay, warming, asked, atOnce] = [2_100, 300, 50, 100, 1_000];
const log = openLog({ level: "silent", to: { write: () => {} } });
const now = Temporal.Instant.from("2026-11-24T12:00:00Z");

export async function stackingFigures(): Promise<Figure[]> {
  return [
    ...(await onDatabase("week", againstWeek)),
    ...(await onDatabase("recent", againstRecent)),
  ];
}

/** Every other of the day's stories was told within the last four days. */
async function againstWeek(stacking: Stacking): Promise<Figure[]> {
  const { db } = stacking;
  await bring(db, { told: (k) => report(k, many), count: week, hours: 168 });
  await stackNew(stacking);
  await db.execute(sql`vacuum analyze`);
  const again = (k: number): number => many + week - 2 * aDay + k;
  const told = (k: number): Report => report(k % 2 === 0 ? week + k : again(k), many);
  await bring(db, { told, count: aDay, hours: 24 });
  const [started, cpu] = [performance.now(), await readCpu(db)];
  const stacked = await stackNew(stacking);
  const seconds = (performance.now() - started) / 1000;
  const note = inWords(cpuBetween(cpu, await readCpu(db)), 1);
  if (stacked !== aDay) throw new Error(`${stacked} of ${aDay} were stacked`);
  const joined = await countJoined(db, week);
  return [
    { name: `${aDay} against ${week}: seconds to stack them`, value: seconds, most: 1, note },
    { name: "  of the 150 told before, in the stack of their story", value: joined / 150 },
  ];
}

async function againstRecent(stacking: Stacking): Promise<Figure[]> {
  const { db } = stacking;
  const started = performance.now();
  await fill(db);
  console.log(`filled in ${Math.round((performance.now() - started) / 1000)} s`);
  const times: number[] = [];
  const cpu: Cpu = { own: 0, database: 0 };
  for (let n = 0; n < warming + asked; n++) {
    await bring(db, { told: () => report(many + 7 * n, many), count: 1, hours: 0 });
    const [before, from] = [await readCpu(db), performance.now()];
    await stackNew(stacking);
    times.push(performance.now() - from);
    const { own, database } = cpuBetween(before, await readCpu(db));
    cpu.own += own;
    cpu.database += database;
  }
  const note = inWords(cpu, warming + asked);
  const joined = await countJoined(db, many);
  const kept = times.slice(warming).toSorted((a, b) => a - b);
  const at = (share: number): number => kept[Math.floor(share * (kept.length - 1))] ?? Number.NaN;
  return [
    { name: `one against ${many}: ms, median of ${asked}`, value: at(0.5), most: 20, note },
    { name: "  the slowest but one in twenty: ms", value: at(0.95) },
    { name: "  in the stack of their story", value: joined / (warming + asked) },
  ];
}

function inWords({ own, database }: Cpu, times: number): string {
  const [ours, theirs] = [own / times, database / times].map((ms) => ms.toFixed(0));
  return `CPU ms ${ours} ours + ${theirs} PostgreSQL`;
}

async function onDatabase(
  suffix: string,
  measure: (stacking: Stacking) => Promise<Figure[]>,
): Promise<Figure[]> {
  return withScratchDatabase(async (url) => {
    const { db, close } = connectServer(url);
    const thresholds = { ...defaultThresholds, hours: 96 };
    try {
      await db.insert(sources).values({
        ...{ id: "shiomi", name: "潮見新報", homepage: "https://news.example/", addresses: [] },
        ...{ kind: "feed" as const, language: "ja", zone: "Asia/Tokyo", terms: "invented" },
        active: true,
      });
      return await measure({ db, clock: () => now, log, entities: noEntities, thresholds });
    } finally {
      await close();
    }
  }, suffix);
}

type Part = { told: (k: number) => Report; count: number; hours: number };

/** As polls store them, spread over the last `hours`. */
async function bring(db: Db, { told, count, hours }: Part): Promise<void> {
  const stories = Array.from({ length: count }, (_, k) => {
    const { title, lead } = told(k);
    return {
      ...{ identity: `guid:${randomUUID()}`, digest: title, title, excerpt: lead, url: null },
      ...{ publisher: "潮見新報", topics: ["harbour"], published_at: null, published_raw: null },
      timed: false,
    };
  });
  await addStories(db, { id: "shiomi", via: null, language: "ja" }, stories, now);
  await db.execute(sql`
    update candidate set first_seen_at = first_seen_at
      - make_interval(secs => ${hours * 3600}::float8 * (1 - (id - n.first) / ${count}::float8))
    from (select max(id) - ${count}::int as first from candidate) n where id > n.first`);
}

/** Every story in a stack of its own, all within the last ninety hours, as if stacked long ago. */
async function fill(db: Db): Promise<void> {
  for (let at = 0; at < many; at += atOnce) {
    await bring(db, { told: (k) => report(at + k, many), count: atOnce, hours: 0 });
  }
  await db.execute(sql`
    update candidate set is_waiting = false,
      first_seen_at = ${now.toString()}::timestamptz - interval '90 hours' * (1 - id / ${many}::float8)`);
  await db.execute(sql`
    insert into stack (lead_id, topics, first_seen_at)
    select id, topics, first_seen_at from candidate order by id`);
  await db.execute(
    sql`update candidate set stack_id = stack.id from stack where lead_id = candidate.id`,
  );
  const indexes = await rows<{ name: string; definition: string }>(
    db,
    sql`select indexname as name, indexdef as definition from pg_indexes
      where tablename = 'candidate_term'`,
  );
  // Building them afterwards is many times faster.
  for (const { name } of indexes) await db.execute(sql`drop index ${sql.identifier(name)}`);
  const ids = await rows<{ id: number; title: string; excerpt: string }>(
    db,
    sql`select id::int as id, title, excerpt from candidate order by id`,
  );
  for (let at = 0; at < many; at += atOnce) {
    const part = ids.slice(at, at + atOnce).map(({ id, title, excerpt }) => ({
      id,
      postings: keptPostings(termsOf({ title, lead: excerpt }, noEntities)),
    }));
    await setTerms(db, part);
  }
  for (const { definition } of indexes) await db.execute(sql.raw(definition));
  await db.execute(sql`vacuum analyze`);
}

/** Of the candidates after the `first`, those that joined the stack of an earlier one. */
async function countJoined(db: Db, first: number): Promise<number> {
  const [counted] = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from candidate c join stack s on s.id = c.stack_id
      where c.id > ${first} and s.lead_id <= ${first}`,
  );
  return counted?.n ?? 0;
}
