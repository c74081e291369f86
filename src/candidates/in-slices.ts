import { setImmediate } from "node:timers/promises";

/**
 * Runs a long reckoning to its end; before and at each of its yields whatever else waits has its turn. Throws the
 * signal's reason where it is aborted in between.
 */
export async function inSlices<T>(
  work: Generator<void, T, void>,
  signal?: AbortSignal,
): Promise<T> {
  for (;;) {
    await setImmediate();
    signal?.throwIfAborted();
    const step = work.next();
    if (step.done) return step.value;
  }
}
