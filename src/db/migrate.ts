// drizzle's migrator takes no lock: of three starters racing on PostgreSQL, some always failed.

import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { Db } from "./types.ts";

const migrationsFolder: string = fileURLToPath(new URL("../../drizzle", import.meta.url));

/** Any number that no other program on the database is likely to take: "kwrb" in ASCII. */
const lockKey = 0x6b777262;

/** Applies what is missing, on a connection of its own that holds an advisory lock meanwhile. */
export async function migrateServer(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${lockKey})`;
    await migratePostgres(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}

/** The same for PGlite, whose directory lock already keeps other processes out. */
export async function migrateThread(db: Db): Promise<void> {
  const { migrate } = await import("drizzle-orm/pglite/migrator");
  await migrate(db as Parameters<typeof migrate>[0], { migrationsFolder });
}
