// A hand-made page goes in whole, and a second time without a trace.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importCommand } from "#app/commands/import.ts";
import type { Db } from "#db/types.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const invented = path("../../src/demo/archive-page.txt");
const real = path("../../../shared/data/archive-2025.txt");
const realExpected = path("../../../shared/data/archive-2025.entries.jsonl");
if (!existsSync(real)) process.stdout.write(`skipped: the real page is not at ${real}\n`);

describe("a hand-made page", () => {
  let db: Db;
  let app: TestApp;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    app = await startTestApp(db, { clock });
  });
  afterEach(() => app.close());

  async function importFile(
    file: string,
    topic = "us-japan",
  ): Promise<{ exit: number; said: string }> {
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    const io = { out: say, err: say, progress: () => {}, cwd: "/" };
    const exit = await importCommand(app.parts, io, [file], { topic });
    return { exit, said: lines.join("\n") };
  }

  const published = async (): Promise<Record<string, unknown>[]> => {
    const as = await app.key("editor");
    return (await app.call("GET", "/api/entries?limit=200", { as })).json.items;
  };

  test("is in the archive, unchanged the second time", async () => {
    expect(await importFile(invented)).toMatchObject({ exit: 0 });
    const first = await published();
    const etag = (await fetch(`${app.url}/feeds/all.atom`)).headers.get("etag");
    clock.advance({ hours: 1 });
    const again = await importFile(invented);
    expect(again.said).toContain("0 added, 0 changed, 14 unchanged");
    expect(await published()).toEqual(first);
    expect((await fetch(`${app.url}/feeds/all.atom`)).headers.get("etag")).toBe(etag);
  });

  test("imported under a second topic belongs to both", async () => {
    await importFile(invented);
    expect((await importFile(invented, "harbour")).said).toContain("14 changed");
    const all = await published();
    expect(all.every((entry) => String(entry.topics) === "us-japan,harbour")).toBe(true);
  });

  test("raises the day's counter, so that a new entry comes after it", async () => {
    await importFile(invented);
    const [first] = await published();
    const last = String(
      (await published())
        .map((entry) => entry.archive_id)
        .toSorted()
        .at(-1),
    );
    const on = String((await published()).find((e) => e.archive_id === last)?.date ?? first?.date);
    const as = await app.key("approver");
    const body = { date: on, source: "潮見新報", title: "港", language: "ja", summary: "要旨。" };
    const made = await app.call("POST", "/api/entries", {
      as,
      body: { ...body, topics: ["harbour"] },
    });
    const entry = `/api/entries/${made.json.id}`;
    await app.call("POST", `${entry}/submit`, { as });
    const headers = { "if-match": '"v2"' };
    const approved = await app.call("POST", `${entry}/approve`, { as, headers });
    expect(String(approved.json.archive_id) > last).toBe(true);
    expect(String(approved.json.archive_id).slice(0, 9)).toBe(last.slice(0, 9));
  });

  test("that is no page of the archive is refused in words", async () => {
    const { exit, said } = await importFile(path("../../package.json"));
    expect(exit).toBe(1);
    expect(said).toContain("has no entries");
    expect(await published()).toEqual([]);
  });

  test.skipIf(!existsSync(real))("the real one gives its 39 entries field by field", async () => {
    const { exit, said } = await importFile(real);
    expect(exit).toBe(0);
    expect(said).toContain("39 entries: 39 added");
    for (const line of [32, 55, 197, 203, 207, 227, 276, 408, 412]) {
      expect(said).toContain(`archive-2025.txt:${line}: `);
    }
    const expected = readFileSync(realExpected, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const byId = new Map((await published()).map((entry) => [entry.archive_id, entry]));
    expect(byId.size).toBe(39);
    for (const entry of expected) {
      const { id, date, time, source, via, title, notes, related } = entry;
      const stored = { date, time, source, via, title, notes, related };
      expect(byId.get(id)).toMatchObject({ archive_id: id, state: "published", ...stored });
      for (const paragraph of entry.summary as string[]) {
        expect(byId.get(id)?.summary).toContain(paragraph);
      }
    }
    expect((await importFile(real)).said).toContain("0 added, 0 changed, 39 unchanged");
    const page = await (await fetch(`${app.url}/2025/us-japan/`)).text();
    expect(page.match(/<tr id="e/g)).toHaveLength(39);
  });
});
