// The whole archive as lines of text, as it is at one moment.

import { createHash } from "node:crypto";
import type { Db } from "#db/types.ts";
import { listMigrations, listTables, type Table } from "./catalog-store.ts";
import { format, type Header, rowLine } from "./lines.ts";
import { atOneMoment, countRows, eachRow, sequenceState } from "./read-store.ts";
import { keptTables, leftOut } from "./tables.ts";

export type Backup = {
  db: Db;
  now: Temporal.Instant;
  version: string;
  /** Takes text that ends with a newline; awaited, so that a slow disk holds the reading up. */
  write: (lines: string) => Promise<void>;
  onProgress: (done: number, total: number) => void;
};

/** The rows written. */
export function backUp({ db, now, version, write, onProgress }: Backup): Promise<number> {
  const hash = createHash("sha256");
  const put = async (lines: readonly string[]): Promise<void> => {
    if (lines.length === 0) return;
    const text = lines.map((line) => `${line}\n`).join("");
    hash.update(text);
    await write(text);
  };
  return atOneMoment(db, async (db) => {
    const tables = await keptOf(db);
    const header = await headerOf(db, tables, { now, version });
    await put([JSON.stringify(header)]);
    const total = Object.values(header.tables).reduce((sum, { rows }) => sum + rows, 0);
    let done = 0;
    for (const table of tables) {
      await eachRow(db, table, async (jsons) => {
        await put(jsons.map((json) => rowLine(table.name, json)));
        done += jsons.length;
        onProgress(done, total);
      });
    }
    for (const table of tables) await put(await sequencesOf(db, table));
    const end = { rows: done, sha256: hash.digest("hex") };
    await write(`${JSON.stringify({ end })}\n`);
    return done;
  });
}

async function keptOf(db: Db): Promise<Table[]> {
  const known = new Map((await listTables(db)).map((table) => [table.name, table]));
  return keptTables.map((name) => known.get(name) ?? missing(name));
}

function missing(name: string): never {
  throw new Error(`the database has no table ${name}`);
}

async function headerOf(
  db: Db,
  tables: readonly Table[],
  { now, version }: { now: Temporal.Instant; version: string },
): Promise<Header> {
  const about: Header["tables"] = {};
  for (const { name, columns } of tables) {
    about[name] = { rows: await countRows(db, name), columns };
  }
  return {
    kawaraban_backup: format,
    made_at: now.toString(),
    version,
    migrations: await listMigrations(db),
    tables: about,
    left_out: leftOut,
  };
}

async function sequencesOf(db: Db, { name, identities }: Table): Promise<string[]> {
  const lines: string[] = [];
  for (const column of identities) {
    const { last, called } = await sequenceState(db, name, column);
    lines.push(JSON.stringify({ sequence: `${name}.${column}`, last, called }));
  }
  return lines;
}
