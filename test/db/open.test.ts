import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "#db/open.ts";
import { type Db, rows } from "#db/types.ts";
import { jobs } from "#jobs/table.ts";
import { openTestDatabase } from "../support/database.ts";

describe("a database of either kind", () => {
  let db: Db;
  beforeEach(async () => {
    db = await openTestDatabase();
  });

  test("instants come back to the microsecond", async () => {
    const since = Temporal.Instant.from("2026-11-24T12:34:56.123456Z");
    await db.insert(jobs).values({ name: "a", since });
    const [job] = await db.select().from(jobs).where(eq(jobs.name, "a"));
    expect(job?.since.toString()).toBe(since.toString());
  });

  test("a failed transaction leaves nothing, and the next statement works", async () => {
    const since = Temporal.Instant.from("2026-11-24T00:00:00Z");
    const failing = db.transaction(async (db) => {
      await db.insert(jobs).values({ name: "a", since });
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await rows(db, sql`select name from job`)).toEqual([]);
  });

  test("transactions started together do not see each other's half", async () => {
    const since = Temporal.Instant.from("2026-11-24T00:00:00Z");
    const add = (name: string): Promise<void> =>
      db.transaction(async (db) => {
        await db.insert(jobs).values({ name, since });
        await db.insert(jobs).values({ name: `${name}2`, since });
      });
    await Promise.all(["a", "b", "c"].map(add));
    expect(await rows(db, sql`select name from job order by name`)).toHaveLength(6);
  });

  test("a violated constraint carries PostgreSQL's code", async () => {
    const since = Temporal.Instant.from("2026-11-24T00:00:00Z");
    await db.insert(jobs).values({ name: "a", since });
    const again = db.insert(jobs).values({ name: "a", since });
    await expect(again).rejects.toMatchObject({ cause: { code: "23505" } });
  });
});

describe("a PGlite directory", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "kawaraban-"));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test("is kept over a restart, and refused to a second opening meanwhile", async () => {
    const first = await openDatabase({ databaseUrl: null, dataDir });
    if (first.outcome !== "ok") throw new Error(first.outcome);
    const since = Temporal.Instant.from("2026-11-24T00:00:00Z");
    await first.database.db.insert(jobs).values({ name: "kept", since });
    const second = await openDatabase({ databaseUrl: null, dataDir });
    expect(second.outcome).toBe("directory-in-use");
    await first.database.close();

    const third = await openDatabase({ databaseUrl: null, dataDir });
    if (third.outcome !== "ok") throw new Error(third.outcome);
    expect(await third.database.db.select().from(jobs)).toHaveLength(1);
    await third.database.close();
  });
});
