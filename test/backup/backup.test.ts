import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp } from "#backup/backup.ts";
import { listTables } from "#backup/catalog-store.ts";
import { BackupLine, readHeader, readLine } from "#backup/lines.ts";
import { restore } from "#backup/restore.ts";
import { keptTables, leftOut } from "#backup/tables.ts";
import type { Database } from "#db/open.ts";
import { type Db, rows } from "#db/types.ts";
import { onServer, openTestDatabase } from "../support/database.ts";
import { emptyPglite, emptyServer } from "../support/empty-database.ts";
import { fillEveryTable, rowsEach } from "./fill-every-table.ts";

const now = Temporal.Instant.from("2026-11-25T00:00:00Z");
let source: Db;
let target: Database;

beforeAll(async () => {
  source = await openTestDatabase();
  await fillEveryTable(source);
  target = await emptyPglite();
});
afterAll(() => target.close());

/** The lines, without their newlines. */
async function backedUp(db: Db): Promise<string[]> {
  let text = "";
  const write = async (lines: string): Promise<void> => {
    text += lines;
  };
  await backUp({ db, now, version: "0.0.1", write, onProgress: () => {} });
  expect(text.endsWith("\n")).toBe(true);
  return text.slice(0, -1).split("\n");
}

function restoreInto(db: Db, lines: readonly string[]): ReturnType<typeof restore> {
  return restore({ db, now, lines: each(lines), onProgress: () => {} });
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

test("every table of the archive is on one of the two lists, and only once", async () => {
  const all = (await listTables(source)).map(({ name }) => name);
  expect([...keptTables, ...Object.keys(leftOut)].toSorted()).toEqual(all.toSorted());
});

test("a backup has a header, every row, every sequence and an end", async () => {
  const lines = await backedUp(source);
  const header = readHeader(lines[0] ?? "");
  expect(Object.keys(header?.tables ?? {})).toEqual([...keptTables]);
  const kinds = lines.slice(1).map((line) => readLine(line)?.kind);
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  expect(count("row")).toBe(keptTables.length * rowsEach);
  expect(count("sequence")).toBeGreaterThan(8);
  expect(kinds.at(-1)).toBe("end");
  expect(lines.join("\n")).toContain("\\\\x00ff010a22");
});

test("docs/backup.schema.json is the schema of every line", async () => {
  const shipped = join(import.meta.dirname, "../../docs/backup.schema.json");
  const schema = JSON.parse(readFileSync(shipped, "utf8"));
  const $schema = "https://json-schema.org/draft/2020-12/schema";
  expect(schema).toEqual(JSON.parse(JSON.stringify({ $schema, ...BackupLine })));
  const check = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  const wrong = (await backedUp(source)).filter((line) => !check(JSON.parse(line)));
  expect(wrong).toEqual([]);
  expect(check({ table: "entry" })).toBe(false);
});

describe("a backup that is not whole or not ours leaves the database empty:", () => {
  const change = (from: string | RegExp, to: string) => (lines: string[]) =>
    lines.map((line) => line.replace(from, to));
  test.each<[string, (lines: string[]) => string[], RegExp]>([
    ["nothing at all", () => [], /line 1: it is no backup/],
    ["another file", () => ["<html>"], /line 1: it is no backup/],
    ["without its end", (lines) => lines.slice(0, -1), /cut short/],
    ["half of it", (lines) => lines.slice(0, 60), /cut short/],
    ["half a line", (lines) => [...lines.slice(0, 60), '{"table":"entry","ro'], /line 61/],
    ["one letter changed", change("港2", "港3"), /its bytes were changed|not taken/],
    ["a row too few", (lines) => lines.toSpliced(40, 1), /bytes were changed/],
    ["a row twice", (lines) => lines.toSpliced(40, 0, lines[40] ?? ""), /not taken/],
    ["two in one file", (lines) => [...lines, ...lines], /follows its end/],
    ["a newer format", change('"kawaraban_backup":1', '"kawaraban_backup":2'), /newer/],
    ["a newer database", change(/"migrations":\[/, '"migrations":[1,'), /newer/],
    [
      "an unknown column",
      change('"archive_id":"text"', '"archive_no":"text"'),
      /no entry.archive_no/,
    ],
  ])("%s", async (_, damage, why) => {
    const damaged = damage(await backedUp(source));
    await expect(restoreInto(target.db, damaged)).rejects.toThrow(why);
    for (const { name } of await listTables(target.db)) {
      const [left] = await rows(target.db, sql`select 1 from ${sql.identifier(name)} limit 1`);
      expect([name, left]).toEqual([name, undefined]);
    }
  });
});

test("a backup of an older version is taken; what is new since has its default", async () => {
  const [first = "", ...others] = await backedUp(source);
  const header = JSON.parse(first);
  header.migrations.pop();
  delete header.tables.entry.columns.sources;
  const lines = [JSON.stringify(header), ...others.slice(0, -1)];
  const hash = createHash("sha256").update(lines.map((line) => `${line}\n`).join(""));
  const end = { rows: lines.length, sha256: hash.digest("hex") };
  const undone = target.db.transaction(async (db) => {
    await restoreInto(db, [...lines, JSON.stringify({ end })]);
    const found = await rows(db, sql`select sources from entry where id = 1`);
    expect(found).toEqual([{ sources: [] }]);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
});

describe("restored", () => {
  /** What a restore changes on purpose: see pauseIssues and forgetSlots. */
  const isChanged = (line: string): boolean =>
    /^\{"(kawaraban_backup|end)"|"sequence":"audit.id"|^\{"table":"(issue|job|audit)"/.test(line);
  const unchanged = (lines: string[]): string[] => lines.filter((line) => !isChanged(line));

  test("it is the same, row by row and number by number, in PGlite and in the other database", async () => {
    const first = await backedUp(source);
    const restored = await restoreInto(target.db, first);
    expect(restored.rows).toBe(keptTables.length * rowsEach);
    const second = await backedUp(target.db);
    expect(unchanged(second)).toEqual(unchanged(first));
    const audit = (lines: string[]) => lines.filter((line) => line.startsWith('{"table":"audit"'));
    expect(audit(second).slice(0, rowsEach)).toEqual(audit(first));
    const other = onServer() ? await emptyServer() : await emptyPglite();
    try {
      await restoreInto(other.db, second);
      expect(unchanged(await backedUp(other.db))).toEqual(unchanged(first));
    } finally {
      await other.close();
    }
  });

  test("nothing is sent by itself: issues under way are paused, and slots are not caught up", async () => {
    const states = await rows(target.db, sql`select state::text from issue order by number`);
    expect(states).toEqual([{ state: "frozen" }, { state: "paused" }, { state: "paused" }]);
    const told = await rows(target.db, sql`select act from audit where actor = 'restore'`);
    expect(told).toEqual([{ act: "pause-issue" }, { act: "pause-issue" }]);
    const early = await rows(
      target.db,
      sql`select 1 from job where since < '2026-11-25T00:00:00Z'`,
    );
    expect(early).toEqual([]);
  });

  test("a database that has something is not restored into", async () => {
    const refused = restoreInto(target.db, await backedUp(source));
    await expect(refused).rejects.toThrow(/not empty: its table/);
  });
});
