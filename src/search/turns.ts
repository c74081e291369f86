// How many searches run at once: each may keep a connection busy for seconds, and the archive's pages
// need some too.

export type Turns = { atOnce: number; waiting: number };

/** Runs it when its turn comes; null where too many wait already. Counted in each replica. */
export function openTurns({
  atOnce,
  waiting,
}: Turns): <T>(run: () => Promise<T>) => Promise<T | null> {
  const queue: (() => void)[] = [];
  let running = 0;

  function end(): void {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }

  return async (run) => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) return null;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await run();
    } finally {
      end();
    }
  };
}
