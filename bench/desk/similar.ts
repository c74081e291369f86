// "Already archived?" against an archive of 100,000 entries: how long a story's question takes, and
// how many of the five entries that are really the likest it finds. SIMILAR_ENTRIES=10000 for a
// smaller archive.

import { sql } from "drizzle-orm";
import { connectServer } from "#db/open.ts";
import { type Db, rows } from "#db/types.ts";
import { featuresOf } from "#entries/entry-terms.ts";
import { similarToStack } from "#entries/similar-find.ts";
import { listUnindexed } from "#entries/similar-index-store.ts";
import { queryOf, wantedTerms } from "#entries/similar-query.ts";
import { noEntities } from "#likeness/entities.ts";
import type { Figure } from "../support/figures.ts";
import { withScratchDatabase } from "../support/scratch.ts";
import { addStories, fillArchive, indexArchive, type Told } from "./similar-archive.ts";

const count = Number(process.env.SIMILAR_ENTRIES ?? 100_000);
const [warming, asked, checked] = [20, 100, 10];
const timeZone = "Asia/Tokyo";

export function similarFigures(): Promise<Figure[]> {
  return withScratchDatabase(async (url) => {
    const { db, close } = connectServer(url);
    try {
      await fillArchive(db, count);
      const perEntry = await indexArchive(db, count);
      const stories = await addStories(db, count, warming + asked);
      const [times, found] = await ask(db, stories);
      return [
        ...timesOf(times),
        {
          name: "  of the five likest, found",
          value: await shareOf(db, stories, found),
          least: 0.6,
        },
        { name: "  nothing to index: ms", value: await idleCost(db) },
        { name: "  making an entry's terms and writing them: ms", value: perEntry },
      ];
    } finally {
      await close();
    }
  }, "similar");
}

/** By the id of the stack, from 1. */
async function ask(db: Db, stories: readonly Told[]): Promise<[number[], string[][]]> {
  const times: number[] = [];
  const answers: string[][] = [];
  for (const [n] of stories.entries()) {
    const from = performance.now();
    const found = await similarToStack({ db, entities: noEntities, timeZone }, n + 1, 5);
    times.push(performance.now() - from);
    answers.push(found.map(({ archiveId }) => archiveId));
  }
  return [times.slice(warming).toSorted((a, b) => a - b), answers];
}

function timesOf(times: readonly number[]): Figure[] {
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  const name = `similar to a story, of ${count} entries: ms, median of ${asked}`;
  return [
    { name, value: at(0.5), most: 20 },
    { name: "  the slowest but five in a hundred: ms", value: at(0.95) },
  ];
}

async function shareOf(
  db: Db,
  stories: readonly Told[],
  found: readonly string[][],
): Promise<number> {
  let share = 0;
  for (const [n, { title, summary }] of stories.slice(0, checked).entries()) {
    const likest = await listLikest(db, title, summary);
    share += likest.filter((id) => found[n]?.includes(id)).length / likest.length / checked;
  }
  return share;
}

/** By all terms of all entries. */
async function listLikest(db: Db, title: string, text: string): Promise<string[]> {
  const on = Temporal.PlainDate.from("2026-11-24");
  const story = { reports: [{ title, text, url: null }], on, cites: [], archiveId: null };
  const wanted = JSON.stringify(wantedTerms(queryOf(story, noEntities), 10_000));
  const found = await rows<{ id: string }>(
    db,
    sql`
    with wanted as (
      select * from jsonb_to_recordset(${wanted}::text::jsonb) as w(hash int, weight real)
    ), likest as (
      select x.entry_id, sum(t.weight * wanted.weight) as score
      from entry_indexed x, unnest(x.terms, x.weights) as t(term, weight)
        join wanted on wanted.hash = t.term
      group by 1 order by 2 desc limit 5
    )
    select e.archive_id as id from likest join entry e on e.id = likest.entry_id`,
  );
  return found.map(({ id }) => id);
}

/** What the job reads after each publication. */
async function idleCost(db: Db): Promise<number> {
  const from = performance.now();
  const left = await listUnindexed(db, featuresOf([])(), { after: 0, limit: 20 });
  if (left.length > 0) throw new Error(`${left.length} entries were not indexed`);
  return performance.now() - from;
}
