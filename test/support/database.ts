// An empty migrated database for a test file: one for the whole suite, emptied at each opening.

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

/** The address of the suite's PostgreSQL database; null on PGlite. */
export function testDatabaseUrl(): string | null {
  return inject("databaseUrl");
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

async function emptyTables(db: Db): Promise<void> {
  const tables = await rows<{ name: string }>(
    db,
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const names = tables.map((table) => table.name).join(", ");
  await db.execute(sql.raw(`truncate ${names} restart identity cascade`));
}
