// The newest events, read from the database by one timer for all streams of this process.

import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import {
  areUnnumbered,
  type DeskEvent,
  findLastNumber,
  listEventsAfter,
  numberAllEvents,
} from "./event-store.ts";

export type EventTail = {
  /** Reads from now on, until `stop`. Gives the last number of all that was committed at the call. */
  start: () => Promise<number>;
  stop: () => void;
  /** The events after a number, at least one; waits for it. Null once the signal is given. */
  read: (signal: AbortSignal, after: number) => Promise<readonly DeskEvent[] | null>;
  /** Lets those who wait look at their signals. */
  wake: () => void;
  /** Resolves when the database is not being asked. */
  settled: () => Promise<void>;
};

/** At most so many are sent at once, and so many are kept in memory. */
const pageLength = 200;
const recentLength = 1_000;

export function openEventTail({ db, log }: { db: Db; log: Log }, pollMs: number): EventTail {
  /** The newest, without a gap, up to `last`. */
  let recent: DeskEvent[] = [];
  let last: number | null = null;
  let news = Promise.withResolvers<void>();
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isFailing = false;

  return { start, stop, read, wake, settled };

  async function start(): Promise<number> {
    // A look that is under way may have begun before a commit that the caller knows of.
    await settled();
    if (timer === undefined) {
      recent = [];
      last = null;
      timer = setInterval(() => void look().then(recovered, failed), pollMs);
    }
    await look();
    return last ?? 0;
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  /** One at a time. */
  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    if (await areUnnumbered(db)) await numberAllEvents(db);
    if (last === null) last = await findLastNumber(db);
    for (let page = await listEventsAfter(db, last, pageLength); page.length > 0; ) {
      recent = [...recent, ...page].slice(-recentLength);
      last = page.at(-1)?.number ?? last;
      wake();
      page = page.length < pageLength ? [] : await listEventsAfter(db, last, pageLength);
    }
  }

  async function read(signal: AbortSignal, after: number): Promise<readonly DeskEvent[] | null> {
    while (!signal.aborted && (last ?? 0) <= after) await news.promise;
    if (signal.aborted) return null;
    const isRecent = (recent[0]?.number ?? Number.POSITIVE_INFINITY) <= after + 1;
    const page = isRecent
      ? recent.filter(({ number }) => number > after).slice(0, pageLength)
      : await listEventsAfter(db, after, pageLength);
    // What follows was dropped meanwhile: there is no reading on without a gap.
    return page[0]?.number === after + 1 ? page : null;
  }

  function wake(): void {
    news.resolve();
    news = Promise.withResolvers();
  }

  async function settled(): Promise<void> {
    await looking?.catch(() => {});
  }

  function recovered(): void {
    isFailing = false;
  }

  function failed(err: unknown): void {
    if (!isFailing) log.warn({ err }, "events not read");
    isFailing = true;
  }
}
