// The invented archive, stored and indexed, and stories at the desk that resemble it.

import { sql } from "drizzle-orm";
import { addStack } from "#candidates/stack-store.ts";
import { candidates } from "#candidates/table.ts";
import { type Db, rows } from "#db/types.ts";
import { archiveId } from "#entries/archive-id.ts";
import { featuresOf, indexTerms, posted } from "#entries/entry-terms.ts";
import { writeIndex } from "#entries/similar-index-store.ts";
import { entries } from "#entries/table.ts";
import { noEntities } from "#likeness/entities.ts";
import { sources } from "#sources/table.ts";
import { type Told, tell } from "./similar-texts.ts";

export type { Told } from "./similar-texts.ts";

const chunk = 500;
const at = Temporal.Instant.from("2026-11-24T00:00:00Z");

export async function fillArchive(db: Db, count: number): Promise<void> {
  for (const part of partsOf(count)) {
    const told = part.map((n) => ({ n, ...tell(n, storiesOf(count)) }));
    await db.insert(entries).values(
      told.map(({ n, title, summary }) => {
        const on = Temporal.PlainDate.from("2001-01-01").add({ days: Math.floor(n / 50) });
        return {
          ...{
            archiveId: archiveId(on, (n % 50) + 1),
            state: "published" as const,
            title,
            summary,
          },
          ...{
            reportedOn: on,
            source: "潮見新報",
            language: "ja",
            revision: 1,
            topics: ["harbour"],
          },
          ...{ createdAt: at, createdBy: "bench", publishedAt: at, updatedAt: at },
        };
      }),
    );
  }
}

/** Gives the milliseconds an entry; the indexes are made afterwards, which is many times faster. */
export async function indexArchive(db: Db, count: number): Promise<number> {
  const indexes = await dropIndexes(db);
  const from = performance.now();
  for (const part of partsOf(count)) {
    const indexed = part.map((n) => ({
      ...{ id: n + 1, revision: 1 },
      ...indexTerms({ ...tell(n, storiesOf(count)), url: null }, noEntities),
    }));
    await writeIndex(db, indexed, { features: featuresOf([])(), posted });
  }
  const perEntry = (performance.now() - from) / count;
  for (const definition of indexes) await db.execute(sql.raw(definition));
  await db.execute(sql`vacuum analyze`);
  return perEntry;
}

/** Each tells anew, in a hundred characters, what the archive has five or six times. */
export async function addStories(db: Db, count: number, stories: number): Promise<Told[]> {
  await db.insert(sources).values({
    ...{ id: "wire", name: "Wire", homepage: "https://wire.example/", addresses: [] },
    ...{ kind: "feed", language: "ja", zone: "Asia/Tokyo", terms: "invented", active: true },
  });
  const told: Told[] = [];
  for (let n = 0; n < stories; n++) {
    const { story, title, summary } = tell(count + n * 7919, storiesOf(count));
    const one = { story, title, summary: summary.slice(0, 100) };
    const stack = await addStack(db, { leadId: n + 1, firstSeenAt: at });
    await db.insert(candidates).values({
      ...{ sourceId: "wire", identity: `${n}`, title, excerpt: one.summary, digest: "" },
      ...{ publisher: "Wire", language: "ja", timed: true, firstSeenAt: at, stackId: stack.id },
    });
    told.push(one);
  }
  return told;
}

function storiesOf(count: number): number {
  return Math.ceil(count / 6);
}

function* partsOf(count: number): Generator<number[]> {
  for (let first = 0; first < count; first += chunk) {
    yield Array.from({ length: Math.min(chunk, count - first) }, (_, k) => first + k);
  }
}

/** How to make them again. */
async function dropIndexes(db: Db): Promise<string[]> {
  const found = await rows<{ name: string; definition: string }>(
    db,
    sql`select indexname as name, indexdef as definition from pg_indexes
      where tablename = 'entry_term'`,
  );
  for (const { name } of found) await db.execute(sql`drop index ${sql.identifier(name)}`);
  return found.map(({ definition }) => definition);
}
