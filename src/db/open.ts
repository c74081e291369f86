// The two drivers behind one type. All wiring with drizzle is here.

import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzleServer } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { lockDirectory } from "./directory-lock.ts";
import { migrateServer, migrateThread } from "./migrate.ts";
import type { PgliteThread } from "./pglite-thread.ts";
import type { Db } from "./types.ts";

export type Database = {
  db: Db;
  kind: "postgresql" | "pglite";
  /** Resolves where the database is gone for good and the process had better start anew. */
  lost?: Promise<Error>;
  close: () => Promise<void>;
};

export type OpenDatabase =
  | { outcome: "ok"; database: Database }
  /** Another process has the PGlite directory. */
  | { outcome: "directory-in-use"; dir: string };

/** Opens and migrates: PostgreSQL where there is an address, else PGlite under `dataDir`. */
export async function openDatabase(where: {
  databaseUrl: string | null;
  dataDir: string;
}): Promise<OpenDatabase> {
  if (where.databaseUrl !== null) {
    await migrateServer(where.databaseUrl);
    return { outcome: "ok", database: connectServer(where.databaseUrl) };
  }
  const dir = join(where.dataDir, "pglite");
  const lock = lockDirectory(dir);
  if (!lock) return { outcome: "directory-in-use", dir };
  const { openPgliteThread } = await import("./pglite-thread.ts");
  const dataDir = join(dir, "db");
  const database = await overThread(await openPgliteThread({ dataDir, loadDataDir: undefined }));
  await migrateThread(database.db);
  const close = async (): Promise<void> => {
    await database.close();
    lock.release();
  };
  return { outcome: "ok", database: { ...database, close } };
}

/** A pool of connections without session state, so that PgBouncer may stand between. */
export function connectServer(databaseUrl: string): Database {
  const client = postgres(databaseUrl, { max: 10, prepare: false, onnotice: () => {} });
  return { db: drizzleServer(client), kind: "postgresql", close: () => client.end({ timeout: 5 }) };
}

/** drizzle over a PGlite thread; loaded lazily, since a replica on PostgreSQL never needs it. */
export async function overThread(thread: PgliteThread): Promise<Database> {
  const { drizzle } = await import("drizzle-orm/pglite");
  // The thread answers the part of PGlite's interface that drizzle calls, which has no type of its own.
  const db: Db = drizzle({ client: thread as unknown as PGlite });
  return { db, kind: "pglite", lost: thread.lost, close: thread.close };
}
