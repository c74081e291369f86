// A second database, migrated and empty, beside the suite's own.

import { sql } from "drizzle-orm";
import { migrateServer, migrateThread } from "#db/migrate.ts";
import { connectServer, type Database, overThread } from "#db/open.ts";
import { openPgliteThread } from "#db/pglite-thread.ts";
import { testDatabaseUrl } from "./database.ts";

/** In memory. */
export async function emptyPglite(): Promise<Database> {
  const database = await overThread(
    await openPgliteThread({ dataDir: undefined, loadDataDir: undefined }),
  );
  await migrateThread(database.db);
  return database;
}

/** On the suite's server, gone when it is closed. */
export async function emptyServer(): Promise<Database> {
  const url = new URL(testDatabaseUrl() ?? "");
  const suite = connectServer(url.href);
  const name = `${url.pathname.slice(1)}_second`;
  await suite.db.execute(sql.raw(`create database ${name}`));
  url.pathname = `/${name}`;
  await migrateServer(url.href);
  const second = connectServer(url.href);
  return {
    ...second,
    close: async () => {
      await second.close();
      await suite.db.execute(sql.raw(`drop database ${name} with (force)`));
      await suite.close();
    },
  };
}
