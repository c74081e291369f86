// An archive of anything that editors may have typed: exported and imported, it is what it was.

import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { listPublished } from "#entries/published-store.ts";
import { entries as table } from "#entries/table.ts";
import { exportPage } from "#handmade/export.ts";
import { importPage } from "#handmade/import.ts";
import { readPage } from "#handmade/read-page.ts";
import { openTestDatabase } from "../support/database.ts";
import { archive, publish, published } from "../support/published.ts";
import { names, writtenEntry } from "./entries.ts";

const now = Temporal.Instant.from("2026-11-25T00:00:00Z");
const topic = "exercises";
let db: Db;
beforeEach(async () => {
  db = await openTestDatabase();
});

test.each(["html", "text"] as const)("an archive comes back from its pages as %s", async (form) => {
  const sampled = fc.sample(writtenEntry, { numRuns: 150, seed: 20261125 });
  const written = [...new Map(sampled.map((entry) => [entry.archiveId, entry])).values()];
  const added = written.map(({ archiveId, ...text }) => ({
    ...published(archiveId, { on: text.reportedOn.toString() }),
    ...{ ...text, notes: [...text.notes], related: [...text.related], topics: [topic] },
  }));
  await publish(db, 1, ...added);
  const before = await listAll();
  const page = await exportPage(db, { archive, knownSources: names }, { topic, year: 2026, form });
  const read = readPage(page ?? "", { knownSources: names });
  if ("fault" in read) throw new Error(read.fault);
  const importing = { topic, timeZone: archive.timeZone, now };
  const told = { changed: 0, kept: [], incomplete: 0 };
  const same = await importPage(db, read, importing);
  expect(same).toEqual({ ...told, added: 0, unchanged: written.length });

  await db.delete(table);
  expect(await importPage(db, read, importing)).toMatchObject({ ...told, added: written.length });
  expect(await listAll()).toEqual(before);
});

/** Without what a page does not hold. */
async function listAll(): Promise<object[]> {
  const found = await listPublished(db, { limit: 1000 });
  return found.map(({ id: _, revision: __, publishedAt: ___, updatedAt: ____, ...text }) => text);
}
