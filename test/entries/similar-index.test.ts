// The index of published entries follows what readers see, whoever changes it.

import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { type Db, rows } from "#db/types.ts";
import { featuresOf } from "#entries/entry-terms.ts";
import { type Indexing, indexEntries } from "#entries/similar-index.ts";
import { claimIndex, keepIndexLease, releaseIndex } from "#entries/similar-index-store.ts";
import { importPage } from "#handmade/import.ts";
import { parsePage } from "#handmade/import-text.ts";
import { noEntities } from "#likeness/entities.ts";
import { hashTerm } from "#likeness/hash-term.ts";
import { openTestDatabase } from "../support/database.ts";
import { quietLog } from "../support/log.ts";
import { publish, published } from "../support/published.ts";

const features = featuresOf([])();

describe("the index of published entries", () => {
  let db: Db;
  let indexing: Indexing;

  beforeEach(async () => {
    db = await openTestDatabase();
    indexing = { db, log: quietLog, entities: noEntities, features: () => features };
  });

  const state = (): Promise<Record<string, unknown>[]> =>
    rows(
      db,
      sql`select entry_id::int as entry, revision, features, cardinality(terms) as terms,
        (select count(*)::int from entry_term t where t.entry_id = x.entry_id) as posted
      from entry_indexed x order by 1`,
    );
  const found = async (word: string): Promise<number[]> => {
    const statement = sql`
      select entry_id::int as entry from entry_term where term = ${hashTerm(word)} order by 1`;
    return (await rows<{ entry: number }>(db, statement)).map(({ entry }) => entry);
  };
  const bump = (): Promise<unknown> => db.execute(sql`update publication set number = number + 1`);

  test("of an archive that published nothing is empty, and asks for nothing", async () => {
    expect(await indexEntries(indexing)).toBe(0);
    expect(await rows(db, sql`select * from entry_indexing`)).toEqual([]);
  });

  test("has what was published, once", async () => {
    await publish(
      db,
      1,
      published("2608-072401", { on: "2026-07-24", title: "Lighthouse drill" }),
      published("2608-072402", { on: "2026-07-24", title: "灯台の点検" }),
    );
    expect(await indexEntries(indexing)).toBe(2);
    expect(await found("lighthouse")).toEqual([1]);
    expect(await state()).toMatchObject([
      { entry: 1, revision: 1, features },
      { entry: 2, revision: 1, features },
    ]);
    expect(await indexEntries(indexing)).toBe(0);
    await bump();
    expect(await indexEntries(indexing)).toBe(0);
  });

  test("takes a corrected text in the place of the old one", async () => {
    await publish(db, 1, published("2608-072401", { on: "2026-07-24", title: "Lighthouse drill" }));
    await indexEntries(indexing);
    await db.execute(sql`update entry set title = 'Harbour drill', revision = 2`);
    expect(await indexEntries(indexing)).toBe(0);
    await bump();
    expect(await indexEntries(indexing)).toBe(1);
    expect([await found("lighthouse"), await found("harbour")]).toEqual([[], [1]]);
    expect(await state()).toMatchObject([{ entry: 1, revision: 2 }]);
  });

  test("drops what was withdrawn, and never has drafts or corrections", async () => {
    await publish(
      db,
      1,
      published("2608-072401", { on: "2026-07-24", title: "Lighthouse drill" }),
      published("2608-072402", { on: "2026-07-24", title: "Lighthouse repair" }),
      published("2608-072403", { on: "2026-07-24", title: "Lighthouse sold" }),
    );
    await db.execute(sql`update entry set state = 'draft' where id = 2`);
    await db.execute(sql`update entry set corrects = 1, archive_id = null where id = 3`);
    expect(await indexEntries(indexing)).toBe(1);
    await db.execute(sql`update entry set state = 'withdrawn' where id = 1`);
    await bump();
    await indexEntries(indexing);
    expect([await found("lighthouse"), await state()]).toEqual([[], []]);
  });

  test("is made anew where terms are made in another way", async () => {
    await publish(db, 1, published("2608-072401", { on: "2026-07-24", title: "Lighthouse drill" }));
    await indexEntries(indexing);
    const other = featuresOf([{ names: ["Quiet Tide", "静かな潮"] }])();
    expect(other).not.toBe(features);
    expect(await indexEntries({ ...indexing, features: () => other })).toBe(1);
    expect(await state()).toMatchObject([{ entry: 1, features: other }]);
    expect(await indexEntries({ ...indexing, features: () => other })).toBe(0);
  });

  test("takes a whole import, however many", async () => {
    const page = parsePage(
      Array.from({ length: 95 }, (_, n) => {
        const id = `2608-0724${String(n + 1).padStart(2, "0")}`;
        return `2026.07.24\n潮見新報 第${n + 1}回の港湾会議 <${id}>\n 港湾会議が開かれた。`;
      }).join("\n"),
      { knownSources: ["潮見新報"] },
    );
    const now = Temporal.Instant.from("2026-11-24T12:00:00Z");
    await importPage(db, page, { topic: "harbour", timeZone: "Asia/Tokyo", now });
    expect(await indexEntries(indexing)).toBe(95);
    expect(await found("会議")).toHaveLength(95);
    expect((await state()).every(({ posted }) => Number(posted) > 5)).toBe(true);
  });

  test("is worked on by one at a time, and by another when the first is dead", async () => {
    await publish(db, 1, published("2608-072401", { on: "2026-07-24", title: "Lighthouse drill" }));
    const dead = await claimIndex(db, features);
    if (dead === null) throw new Error("the index was not to be had");
    expect(await indexEntries(indexing)).toBe(0);
    await db.execute(sql`update entry_indexing set lease_until = now() - interval '1 second'`);
    expect(await indexEntries(indexing)).toBe(1);
    // Should it be alive after all, it may not write any more.
    expect(await keepIndexLease(db, dead)).toBe(false);
  });

  test("is worked on once where two begin together", async () => {
    const ids = Array.from({ length: 45 }, (_, n) => `2608-0724${String(n + 1).padStart(2, "0")}`);
    await publish(db, 1, ...ids.map((id) => published(id, { on: "2026-07-24" })));
    const both = await Promise.all([indexEntries(indexing), indexEntries(indexing)]);
    expect(both.toSorted((a, b) => a - b)).toEqual([0, 45]);
    const twice = sql`select term from entry_term group by term, entry_id having count(*) > 1`;
    expect(await rows(db, twice)).toEqual([]);
  });

  test("has the next time what was published while it was worked on", async () => {
    await publish(db, 1, published("2608-072401", { on: "2026-07-24", title: "Lighthouse drill" }));
    const lease = await claimIndex(db, features);
    if (lease === null) throw new Error("the index was not to be had");
    await publish(db, 2, published("2608-072402", { on: "2026-07-24", title: "Harbour drill" }));
    await releaseIndex(db, lease, true);
    expect(await indexEntries(indexing)).toBe(2);
    expect(await found("drill")).toEqual([1, 2]);
  });

  test("stops when it is told to, and goes on the next time", async () => {
    await publish(db, 1, published("2608-072401", { on: "2026-07-24", title: "Lighthouse drill" }));
    expect(await indexEntries(indexing, { signal: AbortSignal.abort() })).toBe(0);
    expect(await indexEntries(indexing)).toBe(1);
  });
});
