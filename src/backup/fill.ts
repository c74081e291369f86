// The lines behind a backup's header, taken one by one into the database, some rows at a time.

import { createHash } from "node:crypto";
import { faultInWords } from "#base/fault-words.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { type EndLine, type Header, readLine, type SequenceLine } from "./lines.ts";
import { addRows, setSequence } from "./write-store.ts";

type Filling = {
  /** Counts a line's bytes to what the end must tell. */
  count: (line: string) => void;
  take: (line: string) => Promise<void>;
  /** The rows restored. */
  finish: () => Promise<number>;
};

const mostRows = 500;
const mostBytes = 1_000_000;

export function openFilling(
  db: Db,
  header: Header,
  onProgress: (done: number, total: number) => void,
): Filling {
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

export function damaged(line: number, why: string): Problem {
  return new Problem("invalid-input", `The backup cannot be restored, line ${line}: ${why}.`);
}
