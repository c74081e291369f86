// Two servers over one database, as two processes: what is published at one is served by the other
// within a second.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { onServer, openTestDatabase, testDatabaseUrl } from "../support/database.ts";
import { seedInReview } from "../support/seeded.ts";
import { type Ask, type Desks, openTwoDesks } from "../support/two-desks.ts";

describe.skipIf(!onServer())("two replicas (PostgreSQL only)", { timeout: 60_000 }, () => {
  let db: Db;
  let desks: Desks;
  let one: Ask;

  beforeAll(async () => {
    db = await openTestDatabase();
    desks = await openTwoDesks(db, testDatabaseUrl() ?? "");
    one = await desks.editor(0, "approver", "one");
  }, 60_000);
  afterAll(() => desks.close());

  /** Milliseconds until the other server's document has the text; asked as a busy reader would. */
  async function servedAfter(path: string, text: string): Promise<number> {
    const began = performance.now();
    while (performance.now() - began < 10_000) {
      const body = await (await fetch(desks.url(1) + path)).text();
      if (body.includes(text)) return performance.now() - began;
    }
    throw new Error(`${path} never had ${text}`);
  }

  test("a publication and its correction at one are served by the other within a second", async () => {
    const [id] = await seedInReview(db, "2026-11-24", 1);
    await one("POST", `/api/entries/${id}/approve`, undefined, { "if-match": '"v1"' });
    // The other has made and kept them.
    const paths = ["/feeds/all.atom", "/2026/", "/"];
    for (const path of paths) await fetch(desks.url(1) + path);

    const published = await one("POST", `/api/entries/${id}/publish`);
    expect(published.status).toBe(200);
    for (const path of paths) expect(await servedAfter(path, "港の話題 1")).toBeLessThan(1000);

    const entry = `/entries/${published.json.archive_id}`;
    await fetch(desks.url(1) + entry);
    const opened = await one("POST", `/api${entry}/correct`, { reason: "7隻は6隻の誤り。" });
    const correction = `/api/entries/${opened.json.id}`;
    const seen = async (): Promise<Record<string, string>> => ({
      "if-match": String((await one("GET", correction)).headers.get("etag")),
    });
    await one("PATCH", correction, { summary: "直した要旨。" }, await seen());
    for (const act of ["submit", "approve", "publish"]) {
      const { status } = await one("POST", `${correction}/${act}`, undefined, await seen());
      expect([act, status]).toEqual([act, 200]);
    }
    for (const path of [entry, "/feeds/all.atom"]) {
      expect(await servedAfter(path, "直した要旨。")).toBeLessThan(1000);
    }
  });
});
