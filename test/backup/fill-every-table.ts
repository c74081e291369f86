// Rows of any content in every table that a backup keeps. The value of a column depends on its type
// and the row's number alone, so that what refers to row 2 of another table finds it.

import { sql } from "drizzle-orm";
import { listTables } from "#backup/catalog-store.ts";
import { keptTables } from "#backup/tables.ts";
import { addRows, setSequence } from "#backup/write-store.ts";
import { type Db, rows } from "#db/types.ts";

export const rowsEach = 3;

/** Sequences are left at numbers that no row has. */
export async function fillEveryTable(db: Db): Promise<void> {
  const labels = await enumLabels(db);
  const tables = new Map((await listTables(db)).map((table) => [table.name, table]));
  for (const name of keptTables) {
    const { columns = {}, identities = [] } = tables.get(name) ?? {};
    const jsons = [1, 2, 3].map((n) => JSON.stringify(rowOf(n, columns, labels)));
    await addRows(db, name, Object.keys(columns), jsons);
    for (const column of identities) {
      await setSequence(db, {
        table: name,
        column,
        last: String(70 + identities.length),
        called: true,
      });
    }
  }
}

function rowOf(
  n: number,
  columns: Readonly<Record<string, string>>,
  labels: ReadonlyMap<string, string[]>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [name, special[name] ?? made(n, type, labels)]),
  );
}

/** What a check of the table asks for. */
const special: Readonly<Record<string, string>> = { reported_time: "20:16" };

function made(n: number, type: string, labels: ReadonlyMap<string, string[]>): unknown {
  const enumerated = labels.get(type);
  if (enumerated) return enumerated[n % enumerated.length];
  const make = values[type];
  if (!make) throw new Error(`no value for a column of type ${type}`);
  return make(n);
}

const nasty = (n: number): string => `港${n} "\\ '\n\t㌦ <b>&amp;</b> \u2028 😀 {null} ,`;
const values: Readonly<Record<string, (n: number) => unknown>> = {
  bigint: (n) => n,
  integer: (n) => n,
  real: (n) => [0.1, 1e-7, 3.4e38][n % 3],
  boolean: (n) => n % 2 === 0,
  text: nasty,
  date: (n) => `2026-11-0${n}`,
  "timestamp with time zone": (n) => `2026-11-24T12:00:00.00000${n}+09:00`,
  uuid: (n) => `00000000-0000-4000-8000-00000000000${n}`,
  jsonb: (n) => ({ text: nasty(n), deep: [{ a: null }, 1.5, 9007199254740991, true, ""] }),
  bytea: (n) => `\\x00ff0${n}0a22`,
  "text[]": (n) => ["", "null", nasty(n), '{"a"}'],
  "integer[]": (n) => [n, -n],
  "bigint[]": (n) => [n, 4102444800],
  "real[]": (n) => [n, 0.1],
};

async function enumLabels(db: Db): Promise<Map<string, string[]>> {
  const found = await rows<{ type: string; label: string }>(
    db,
    sql`select t.typname as type, e.enumlabel as label from pg_enum e
      join pg_type t on t.oid = e.enumtypid order by t.typname, e.enumsortorder`,
  );
  const labels = new Map<string, string[]>();
  for (const { type, label } of found) labels.set(type, [...(labels.get(type) ?? []), label]);
  return labels;
}
