// PGlite on its own thread: in the main thread a long query stops every timer and request.

import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type PGliteOptions, types } from "@electric-sql/pglite";

export type Call = { id: number; sql: string; params: unknown[] | null; arrays: boolean };
export type Answer =
  | { id: number; ok: true; rows: unknown[]; affectedRows: number | undefined }
  | { id: number; ok: false; error: Record<string, unknown> };
export type Start = { dataDir: string | undefined; loadDataDir: Uint8Array | undefined };

// Functions cannot be posted between threads, so drizzle's identity parsers live here.
const asText = (value: string): string => value;
const parsers = Object.fromEntries(
  [
    types.TIMESTAMP,
    types.TIMESTAMPTZ,
    types.INTERVAL,
    types.DATE,
    1231,
    1115,
    1185,
    1187,
    1182,
  ].map((type) => [type, asText]),
);

const port = parentPort;
if (port) await serve(workerData as Start);

async function serve(start: Start): Promise<void> {
  const options: PGliteOptions = start.dataDir === undefined ? {} : { dataDir: start.dataDir };
  if (start.loadDataDir) options.loadDataDir = new Blob([new Uint8Array(start.loadDataDir)]);
  const database = await PGlite.create(options);
  port?.on("message", (call: Call | "close" | "dump") => {
    if (call === "close") void database.close().then(() => port?.close());
    else if (call === "dump") void dump(database);
    else void answer(database, call).then((message) => port?.postMessage(message));
  });
  port?.postMessage("ready");
}

async function answer(database: PGlite, { id, sql, params, arrays }: Call): Promise<Answer> {
  try {
    if (params === null) {
      await database.exec(sql);
      return { id, ok: true, rows: [], affectedRows: undefined };
    }
    const rowMode = arrays ? "array" : "object";
    const result = await database.query(sql, params, { rowMode, parsers });
    return { id, ok: true, rows: result.rows, affectedRows: result.affectedRows };
  } catch (error) {
    return { id, ok: false, error: plainError(error as Record<string, unknown>) };
  }
}

/** What PostgreSQL said; the rest of PGlite's error holds functions, which cannot be posted. */
function plainError(error: Record<string, unknown>): Record<string, unknown> {
  const told = ["message", "code", "severity", "detail", "hint", "where", "table", "constraint"];
  return Object.fromEntries(told.map((name) => [name, error[name]]));
}

async function dump(database: PGlite): Promise<void> {
  const blob = await database.dumpDataDir("none");
  port?.postMessage({ dump: new Uint8Array(await blob.arrayBuffer()) });
}
