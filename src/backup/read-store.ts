// Reading whole tables, inside the transaction that sees them all at one moment.

import { type SQL, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Table } from "./catalog-store.ts";

const batch = 1000;

/** A snapshot that nothing else changes; on PGlite, which has one session, others wait meanwhile. */
export function atOneMoment<T>(db: Db, run: (db: Db) => Promise<T>): Promise<T> {
  const snapshot = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
  return db.transaction(async (db) => {
    // What times and bytes look like in JSON is the session's choice.
    await db.execute(sql`set local time zone 'UTC'`);
    await db.execute(sql`set local bytea_output = 'hex'`);
    return run(db);
  }, snapshot);
}

export async function countRows(db: Db, table: string): Promise<number> {
  const [found] = await rows<{ count: string }>(
    db,
    sql`select count(*)::text as count from ${sql.identifier(table)}`,
  );
  return Number(found?.count ?? 0);
}

/** Calls `take` with the rows, each as JSON, some at a time, in the order of the primary key. */
export async function eachRow(
  db: Db,
  { name, columns, key }: Table,
  take: (jsons: string[]) => Promise<void>,
): Promise<void> {
  const list = identifiers(Object.keys(columns));
  const order = key === "" ? sql`` : sql` order by ${sql.raw(key)}`;
  await db.execute(sql`declare kept no scroll cursor for
    select row_to_json(t)::text as json
    from (select ${list} from ${sql.identifier(name)}${order}) t`);
  for (;;) {
    const found = await rows<{ json: string }>(db, sql.raw(`fetch ${batch} from kept`));
    if (found.length > 0) await take(found.map(({ json }) => json));
    if (found.length < batch) break;
  }
  await db.execute(sql`close kept`);
}

export async function sequenceState(
  db: Db,
  table: string,
  column: string,
): Promise<{ last: string; called: boolean }> {
  const [found] = await rows<{ sequence: string }>(
    db,
    sql`select pg_get_serial_sequence(quote_ident(${table}), ${column}) as sequence`,
  );
  const [state] = await rows<{ last: string; called: boolean }>(
    db,
    sql`select last_value::text as last, is_called as called from ${sql.raw(found?.sequence ?? "")}`,
  );
  if (!state) throw new Error(`${table}.${column} has no sequence`);
  return state;
}

function identifiers(names: readonly string[]): SQL {
  return sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
}
