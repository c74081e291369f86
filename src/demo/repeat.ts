import { setInterval } from "node:timers/promises";
import type { Log } from "#base/log.ts";

/** Acts every `ms`, never twice at once. The function returned stops it and waits for what is under way. */
export function repeat(ms: number, log: Log, act: () => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ended = run();
  return async () => {
    stopping.abort();
    await ended;
  };

  async function run(): Promise<void> {
    try {
      for await (const _ of setInterval(ms, undefined, { signal })) {
        await act().catch((err: unknown) => log.error({ err }, "demo: a step failed"));
      }
    } catch (err) {
      if (!signal.aborted) throw err;
    }
  }
}
