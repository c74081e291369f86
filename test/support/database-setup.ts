// Once for the whole suite: PostgreSQL gets a scratch database; PGlite is migrated once in memory.

import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateServer } from "#db/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the suite's own scratch database, or null for PGlite. */
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
  // No test kills the database server, so none needs to wait for its disk.
  await runOn(server, `alter database ${name} set synchronous_commit = off`);
  await migrateServer(url.href);
  project.provide("databaseUrl", url.href);
  return () => runOn(server, `drop database ${name} with (force)`);
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = postgres(server, { max: 1, onnotice: () => {} });
  await client.unsafe(statement);
  await client.end();
}
