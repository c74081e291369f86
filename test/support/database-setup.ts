// Once for the whole suite: PostgreSQL gets a scratch database for each worker; PGlite is migrated once in memory.

import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateServer } from "#db/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the suite's scratch databases without `_` and the worker's number; null for PGlite. */
    databaseUrl: string | null;
  }
}

export default async function setup(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  const server = process.env.DATABASE_URL;
  project.provide("databaseUrl", null);
  if (!server) return undefined;
  const name = `kawaraban_test_${process.pid}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await runOn(server, `create database ${name}`);
  await migrateServer(url.href);
  const names = Array.from({ length: project.config.maxWorkers }, (_, n) => `${name}_${n + 1}`);
  for (const own of names) {
    await runOn(server, `create database ${own} template ${name}`);
    // No test kills the database server, so none needs to wait for its disk.
    await runOn(server, `alter database ${own} set synchronous_commit = off`);
  }
  project.provide("databaseUrl", url.href);
  return async () => {
    for (const made of [...names, name]) await runOn(server, `drop database ${made} with (force)`);
  };
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = postgres(server, { max: 1, onnotice: () => {} });
  await client.unsafe(statement);
  await client.end();
}
