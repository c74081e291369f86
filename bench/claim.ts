// What a claim costs at 10,000 and at 1,000,000 sources, one a host and one in ten due:
// `DATABASE_URL=… node bench/claim.ts [FEW MANY]`. The two are asked in turn, so that a neighbour's
// load falls on both. The plan must read no table from end to end.

import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { connectServer } from "#db/open.ts";
import { type Db, rows } from "#db/types.ts";
import { claimSources } from "#sources/claim-store.ts";
import { type Figure, printFigures } from "./support/figures.ts";
import { fillSources } from "./support/fill-sources.ts";
import { withScratchDatabase } from "./support/scratch.ts";

const [warming, claims, limit] = [10, 50, 16];

type Measured = { sources: number; db: Db; times: number[] };

const [few = 10_000, many = 1_000_000] = process.argv.slice(2).map(Number);
await withScratchDatabase(
  (smaller) => withScratchDatabase((larger) => measure(smaller, larger), "many"),
  "few",
);

async function measure(smaller: string, larger: string): Promise<void> {
  const opened = [connectServer(smaller), connectServer(larger)] as const;
  const measured = opened.map(({ db }, n) => ({ sources: n === 0 ? few : many, db, times: [] }));
  for (const { db, sources } of measured) await fillSources(db, sources);
  for (let n = 0; n < warming + claims; n++) for (const one of measured) await timeClaim(one);
  const scans = await Promise.all(measured.map(scansOf));
  printFigures([...measured.map(costOf), ...scans, ratioOf(measured)]);
  for (const { close } of opened) await close();
}

async function timeClaim({ db, times }: Measured): Promise<void> {
  const from = performance.now();
  const leases = await claimSources(db, { at: null, token: randomUUID(), limit });
  times.push(performance.now() - from);
  if (leases.length !== limit) throw new Error(`${leases.length} of ${limit} claimed`);
}

function medianOf({ times }: Measured): number {
  return times.slice(warming).toSorted((a, b) => a - b)[claims / 2] ?? Number.NaN;
}

/** Tables that the very statement of a claim would read from end to end, by its plan. */
async function scannedTables(db: Db): Promise<string[]> {
  let plan = "";
  const explain = async (statement: SQL): Promise<unknown[]> => {
    plan = JSON.stringify(await rows(db, sql`explain ${statement}`));
    return [];
  };
  const explaining = { execute: explain } as unknown as Db;
  await claimSources(explaining, { at: null, token: randomUUID(), limit });
  if (!plan.includes("Index Scan using host_due")) throw new Error(`no plan to expect: ${plan}`);
  return [...plan.matchAll(/Seq Scan on (\w+)/g)].map((match) => match[1] ?? "");
}

function costOf(one: Measured): Figure {
  const name = `${one.sources} sources: ms per claim of ${limit}, median of ${claims}`;
  return { name, value: medianOf(one) };
}

async function scansOf({ sources, db }: Measured): Promise<Figure> {
  const scanned = await scannedTables(db);
  const name = `${sources} sources: tables read from end to end`;
  return { name, value: scanned.length, most: 0, note: scanned.join(", ") };
}

function ratioOf([few, many]: readonly Measured[]): Figure {
  const value = few && many ? medianOf(many) / medianOf(few) : Number.NaN;
  return { name: "cost with the many against the few", value, most: 2 };
}
