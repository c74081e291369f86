// An empty migrated database for a test file: one for each worker, emptied at each opening.

import { sql } from "drizzle-orm";
import { inject } from "vitest";
import { migrateThread } from "#db/migrate.ts";
import { connectServer, type Database, overThread } from "#db/open.ts";
import { openPgliteThread } from "#db/pglite-thread.ts";
import { type Db, rows } from "#db/types.ts";

let opened: Promise<Database> | undefined;

/** The suite's database with every table empty. Call it in `beforeEach`. */
export async function openTestDatabase(): Promise<Db> {
  opened ??= open();
  const { db } = await opened;
  await emptyTables(db);
  return db;
}

/** The address of this worker's PostgreSQL database; null on PGlite. */
export function testDatabaseUrl(): string | null {
  const url = inject("databaseUrl");
  return url === null ? null : `${url}_${process.env.VITEST_POOL_ID}`;
}

/** True where tests that need several connections can run. */
export function onServer(): boolean {
  return testDatabaseUrl() !== null;
}

async function open(): Promise<Database> {
  const url = testDatabaseUrl();
  if (url !== null) return connectServer(url);
  const database = await overThread(
    await openPgliteThread({ dataDir: undefined, loadDataDir: undefined }),
  );
  await migrateThread(database.db);
  return database;
}

/** Only what was written to: each table emptied is files made anew, and most tests write to few. */
async function emptyTables(db: Db): Promise<void> {
  const tables = await rows<{ name: string; counted: boolean }>(
    db,
    sql`select quote_ident(t.relname) as name,
        bool_or(pg_sequence_last_value(s.oid) is not null) as counted
      from pg_class t
      left join pg_depend d on d.refobjid = t.oid and d.deptype = 'i'
      left join pg_class s on s.oid = d.objid and s.relkind = 'S'
      where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace group by 1`,
  );
  const filled = await rows<{ name: string }>(
    db,
    sql.raw(
      tables
        .map(({ name }) => `(select '${name}' as name from ${name} limit 1)`)
        .join(" union all "),
    ),
  );
  const counted = tables.filter((table) => table.counted);
  const written = new Set([...filled, ...counted].map(({ name }) => name));
  if (written.size === 0) return;
  await db.execute(sql.raw(`truncate ${[...written].join(", ")} restart identity cascade`));
}
