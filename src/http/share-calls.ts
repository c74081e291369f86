/**
 * Calls made while one runs share the next run, which starts after they were made: so none is
 * answered with something older than itself, and at most one run is under way.
 */
export function shareCalls<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;

  function start(): Promise<T> {
    next = null;
    const answer = run();
    running = answer;
    const end = (): void => {
      if (running === answer) running = null;
    };
    answer.then(end, end);
    return answer;
  }

  return () => {
    if (running === null) return start();
    next ??= running.then(start, start);
    return next;
  };
}
