// The part of PGlite's interface that drizzle uses, answered by a worker thread.

import { Worker } from "node:worker_threads";
import type { Answer, Call, Start } from "./pglite-worker.ts";

type Options = { rowMode?: "array" | "object" };
export type Results = { rows: unknown[]; affectedRows?: number; fields: never[] };
type Session = {
  query: (sql: string, params?: unknown[], options?: Options) => Promise<Results>;
  exec: (sql: string) => Promise<Results>;
};
export type PgliteThread = Session & {
  transaction: <T>(run: (session: Session) => Promise<T>) => Promise<T>;
  /** Resolves when the thread has ended by itself; never where it was closed. */
  lost: Promise<Error>;
  /** The whole data directory as a tar, for a backup or a test template. */
  dump: () => Promise<Uint8Array>;
  close: () => Promise<void>;
};

/** Opens PGlite in a worker thread; `dataDir` undefined keeps it in memory. */
export async function openPgliteThread(start: Start): Promise<PgliteThread> {
  const worker = new Worker(new URL("./pglite-worker.ts", import.meta.url), { workerData: start });
  const waiting = new Map<number, { resolve: (r: Results) => void; reject: (e: Error) => void }>();
  let dumped: ((bytes: Uint8Array) => void) | undefined;
  let failure: Error | undefined;
  const lost = Promise.withResolvers<Error>();
  let nextId = 0;
  let closing = false;

  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.on("message", (message: "ready" | Answer | { dump: Uint8Array }) => {
      if (message === "ready") resolve();
      else if ("dump" in message) dumped?.(message.dump);
      else settle(message);
    });
  });
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("the database thread has ended")));

  function settle(answer: Answer): void {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) {
      const { rows, affectedRows } = answer;
      call?.resolve({ rows, fields: [], ...(affectedRows === undefined ? {} : { affectedRows }) });
    } else call?.reject(Object.assign(new Error(String(answer.error.message)), answer.error));
  }

  function fail(error: Error): void {
    failure ??= error;
    if (!closing) lost.resolve(failure);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }

  function call(sql: string, params: unknown[] | null, arrays: boolean): Promise<Results> {
    if (failure) return Promise.reject(failure);
    const message: Call = { id: nextId++, sql, params, arrays };
    return new Promise((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      worker.postMessage(message);
    });
  }

  const session: Session = {
    query: (sql, params = [], options = {}) => call(sql, params, options.rowMode === "array"),
    exec: (sql) => call(sql, null, false),
  };

  // One session serves everybody: a statement from outside waits until an open transaction ends.
  let tail: Promise<unknown> = Promise.resolve();
  function alone<T>(run: () => Promise<T>): Promise<T> {
    const turn = tail.then(run, run);
    tail = turn.catch(() => {});
    return turn;
  }

  return {
    query: (...args) => alone(() => session.query(...args)),
    exec: (sql) => alone(() => session.exec(sql)),
    transaction: (run) => alone(() => inTransaction(session, run)),
    lost: lost.promise,
    dump: () =>
      alone(() => {
        const bytes = new Promise<Uint8Array>((resolve) => {
          dumped = resolve;
        });
        worker.postMessage("dump");
        return bytes;
      }),
    close: () =>
      alone(
        () =>
          new Promise<void>((resolve) => {
            closing = true;
            if (failure) return resolve();
            worker.once("exit", () => resolve());
            worker.postMessage("close");
          }),
      ),
  };
}

async function inTransaction<T>(session: Session, run: (s: Session) => Promise<T>): Promise<T> {
  await session.exec("BEGIN");
  try {
    const result = await run(session);
    await session.exec("COMMIT");
    return result;
  } catch (error) {
    await session.exec("ROLLBACK").catch(() => {}); // the first error is the one to tell
    throw error;
  }
}
