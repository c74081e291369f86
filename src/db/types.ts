// The database as the rest of the code sees it, and the column types that carry Temporal values.

import { type SQL, sql } from "drizzle-orm";
import { customType, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";

/** PGlite, postgres.js and a transaction on either. Query builder and `sql` only, never `db.query`. */
export type Db = PgDatabase<PgQueryResultHKT>;

/** `timestamptz` as `Temporal.Instant`. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => "timestamp with time zone",
  toDriver: (at) => at.toString(),
  fromDriver: (text) => Temporal.Instant.from(text),
});

/** `date` as `Temporal.PlainDate`. */
export const day = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => "date",
  toDriver: (on) => on.toString(),
  fromDriver: (text) => Temporal.PlainDate.from(text),
});

/** The database's own clock, for leases: the clocks of replicas differ. */
export const databaseNow: SQL<Temporal.Instant> = sql<Temporal.Instant>`now()`;

/** Rows of a statement that the query builder cannot express; the two drivers answer differently. */
export async function rows<Row>(db: Db, statement: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(statement);
  return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[];
}
