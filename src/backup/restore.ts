// A backup into an empty database: whole, or not at all.

import { createHash } from "node:crypto";
import { faultInWords } from "#base/fault-words.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { listMigrations, listTables } from "./catalog-store.ts";
import {
  type EndLine,
  format,
  type Header,
  readHeader,
  readLine,
  type SequenceLine,
} from "./lines.ts";
import { addRows, forgetSlots, hasRows, pauseIssues, setSequence } from "./write-store.ts";

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
    await requireEmpty(db);
    const reader = lines[Symbol.asyncIterator]();
    const first = await reader.next();
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

type Filling = {
  /** Counts a line's bytes to what the end must tell. */
  count: (line: string) => void;
  take: (line: string) => Promise<void>;
  /** The rows restored. */
  finish: () => Promise<number>;
};

const mostRows = 500;
const mostBytes = 1_000_000;

function openFilling(db: Db, header: Header, onProgress: Restore["onProgress"]): Filling {
  const hash = createHash("sha256");
  const total = Object.values(header.tables).reduce((sum, { rows }) => sum + rows, 0);
  const counts = new Map<string, number>();
  const sequences: SequenceLine[] = [];
  let waiting: { table: string; jsons: string[]; bytes: number } = {
    table: "",
    jsons: [],
    bytes: 0,
  };
  let end: EndLine["end"] | null = null;
  let [number, done] = [0, 0];
  const count = (line: string): void => {
    number += 1;
    hash.update(`${line}\n`);
  };

  async function flush(): Promise<void> {
    const { table, jsons } = waiting;
    waiting = { table: "", jsons: [], bytes: 0 };
    if (jsons.length === 0) return;
    const columns = Object.keys(header.tables[table]?.columns ?? {});
    await addRows(db, table, columns, jsons).catch((error: unknown) => {
      throw damaged(
        number,
        `the rows of ${table} before it were not taken: ${faultInWords(error)}`,
      );
    });
    done += jsons.length;
    onProgress(done, total);
  }

  async function takeRow(table: string, json: string): Promise<void> {
    if (!header.tables[table]) throw damaged(number, `its header has no table ${table}`);
    if (table !== waiting.table || waiting.jsons.length >= mostRows || waiting.bytes > mostBytes) {
      await flush();
    }
    waiting = { table, jsons: waiting.jsons, bytes: waiting.bytes + json.length };
    waiting.jsons.push(json);
    counts.set(table, (counts.get(table) ?? 0) + 1);
  }

  return {
    count,
    take: async (line) => {
      if (end) throw damaged(number + 1, "something follows its end");
      const read = readLine(line);
      if (read?.kind === "end") end = read.end;
      else count(line);
      if (!read) throw damaged(number, "it is not what a backup has");
      if (read.kind === "row") await takeRow(read.table, read.json);
      if (read.kind === "sequence") sequences.push(read.sequence);
    },
    finish: async () => {
      await flush();
      if (!end) throw damaged(number, "there it was cut short: its last line is missing");
      if (end.sha256 !== hash.digest("hex")) throw damaged(number, "its bytes were changed");
      for (const [table, { rows }] of Object.entries(header.tables)) {
        if (rows !== (counts.get(table) ?? 0))
          throw damaged(1, `${table} has not its ${rows} rows`);
      }
      for (const { sequence, last, called } of sequences) {
        const [table = "", column = ""] = sequence.split(".");
        await setSequence(db, { table, column, last, called });
      }
      return done;
    },
  };
}

function damaged(line: number, why: string): Problem {
  return new Problem("invalid-input", `The backup cannot be restored, line ${line}: ${why}.`);
}
