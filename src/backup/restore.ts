// A backup into an empty database: whole, or not at all.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { listMigrations, listTables } from "./catalog-store.ts";
import { damaged, openFilling } from "./fill.ts";
import { format, type Header, readHeader } from "./lines.ts";
import { forgetSlots, hasRows, pauseIssues } from "./write-store.ts";

export type Restored = { rows: number; madeAt: Temporal.Instant; pausedIssues: string[] };

type Restore = {
  db: Db;
  now: Temporal.Instant;
  /** The lines, without their newlines. */
  lines: AsyncIterable<string>;
  onProgress: (done: number, total: number) => void;
};

/**
 * Same ids, revisions, audit and sequences, but for what would send mail again. Throws Problem
 * "conflict" for a database that is not empty, "invalid-input" for a file that is newer, damaged or
 * cut short; the database is then as empty as before.
 */
export function restore({ db, now, lines, onProgress }: Restore): Promise<Restored> {
  return db.transaction(async (db) => {
    const reader = lines[Symbol.asyncIterator]();
    const first = await reader.next();
    await requireEmpty(db);
    const header = await requireHeader(db, first.done ? "" : first.value);
    const filling = openFilling(db, header, onProgress);
    filling.count(first.value);
    for (let next = await reader.next(); !next.done; next = await reader.next()) {
      await filling.take(next.value);
    }
    const rows = await filling.finish();
    const pausedIssues = await pauseIssues(db, now);
    await forgetSlots(db, now);
    return { rows, madeAt: Temporal.Instant.from(header.made_at), pausedIssues };
  });
}

async function requireEmpty(db: Db): Promise<void> {
  for (const { name } of await listTables(db)) {
    if (!(await hasRows(db, name))) continue;
    const detail = `The database is not empty: its table ${name} has rows. Restore into a new one.`;
    throw new Problem("conflict", detail);
  }
}

async function requireHeader(db: Db, line: string): Promise<Header> {
  const header = readHeader(line);
  if (!header) throw damaged(1, "it is no backup of Kawaraban: its first line is no header");
  const migrations = await listMigrations(db);
  const isKnown = header.migrations.every((at, i) => migrations[i] === at);
  if (header.kawaraban_backup !== format || !isKnown) {
    const detail = `The backup was made by version ${header.version}, whose format or database this one does not know; restore it with that version or a newer one.`;
    throw new Problem("invalid-input", detail);
  }
  await requireColumns(db, header);
  return header;
}

async function requireColumns(db: Db, header: Header): Promise<void> {
  const known = new Map((await listTables(db)).map(({ name, columns }) => [name, columns]));
  for (const [table, { columns }] of Object.entries(header.tables)) {
    const unknown = Object.keys(columns).find((column) => !known.get(table)?.[column]);
    if (unknown !== undefined) throw damaged(1, `the database has no ${table}.${unknown}`);
  }
}
