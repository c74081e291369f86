// A PostgreSQL database of a bench's own, made and dropped.

import postgres from "postgres";
import { migrateServer } from "#db/migrate.ts";

/** Runs `use` with the address of an empty migrated database beside the one in DATABASE_URL. */
export async function withScratchDatabase<T>(
  use: (url: string) => Promise<T>,
  suffix = "only",
): Promise<T> {
  const server = process.env.DATABASE_URL;
  if (!server)
    throw new Error("DATABASE_URL must name a PostgreSQL server for the scratch database");
  const name = `kawaraban_bench_${process.pid}_${suffix}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await runOn(server, `create database ${name}`);
  try {
    await migrateServer(url.href);
    return await use(url.href);
  } finally {
    await runOn(server, `drop database ${name} with (force)`);
  }
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = postgres(server, { max: 1, onnotice: () => {} });
  await client.unsafe(statement);
  await client.end();
}
