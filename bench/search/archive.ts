// How long a search takes in an archive of invented entries, by the kind of query.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import { searchPublished } from "#entries/search-find.ts";
import { parseQuery } from "#search/query.ts";
import { fillArchive } from "../desk/similar-archive.ts";
import type { Figure } from "../support/figures.ts";
import { kinds } from "./queries.ts";

const [warming, asked] = [10, 100];

type Size = { count: number; most: number; on: string };

export async function archiveFigures(db: Db, { count, most, on }: Size): Promise<Figure[]> {
  const seconds = await fill(db, count);
  const figures: Figure[] = [
    { name: `${on}, ${count} entries: stored in s`, value: seconds.stored },
    { name: "  their index made in s", value: seconds.indexed },
    { name: "  the index in MB", value: await indexMegabytes(db) },
  ];
  for (const { name, queryAt, isMeasured } of kinds(count)) {
    const times: number[] = [];
    let found = 0;
    for (let n = 0; n < warming + asked; n++) {
      const query = parseQuery(queryAt(n), { topics: [] });
      const from = performance.now();
      const result = await searchPublished(db, query, { limit: 20, order: "newest", after: null });
      times.push(performance.now() - from);
      if (result.outcome === "found") found += result.total.count / (warming + asked);
    }
    const sorted = times.slice(warming).toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
    const note = `median ${at(0.5).toFixed(1)}, found ${found.toFixed(0)}`;
    figures.push({
      name: `  ${name}: ms, p95 of ${asked}`,
      value: at(0.95),
      most: isMeasured ? undefined : most,
      note,
    });
  }
  return figures;
}

/** The index is made afterwards, as an import would not, to have it sooner. */
async function fill(db: Db, count: number): Promise<{ stored: number; indexed: number }> {
  const [index] = await rows<{ definition: string }>(
    db,
    sql`select indexdef as definition from pg_indexes where indexname = 'entry_searched'`,
  );
  if (!index) throw new Error("there is no index entry_searched");
  await db.execute(sql`drop index entry_searched`);
  const begun = performance.now();
  await fillArchive(db, count);
  const stored = performance.now();
  await db.execute(sql.raw(index.definition));
  const indexed = performance.now();
  await db.execute(sql`vacuum analyze entry`);
  return { stored: (stored - begun) / 1000, indexed: (indexed - stored) / 1000 };
}

async function indexMegabytes(db: Db): Promise<number> {
  const [size] = await rows<{ bytes: string | number }>(
    db,
    sql`select pg_relation_size('entry_searched') as bytes`,
  );
  return Number(size?.bytes ?? 0) / 1e6;
}
