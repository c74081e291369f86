// The places at the stream of events: few enough that nobody takes all of a server.

import type { Log } from "#base/log.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { type DeskEvent, findFirstNumber } from "./event-store.ts";
import { openEventTail } from "./event-tail.ts";

/** A place at the stream. It ends when it is left or the feed closes. */
export type Seat = {
  /** Aborted at its end. */
  signal: AbortSignal;
  /** What was kept when the seat was taken: everything that was committed by then. */
  kept: { first: number | null; last: number };
  /** The events after a number, at least one; waits for it. Null at the seat's end. */
  read: (after: number) => Promise<readonly DeskEvent[] | null>;
  leave: () => void;
};

export type EventFeed = {
  /** Problem too-many-requests or unavailable where no place is left. */
  join: (actor: string) => Promise<Seat>;
  /** Ends all seats; resolves when the database is not asked any more. */
  close: () => Promise<void>;
};

export type FeedLimits = { pollMs: number; seats: number; seatsEach: number };

const feedLimits: FeedLimits = { pollMs: 250, seats: 50, seatsEach: 8 };

export function openEventFeed(
  { db, log }: { db: Db; log: Log },
  { pollMs, ...most }: FeedLimits = feedLimits,
): EventFeed {
  const tail = openEventTail({ db, log }, pollMs);
  const seats = new Map<AbortController, string>();
  let isClosed = false;

  return { join, close };

  async function join(actor: string): Promise<Seat> {
    checkRoom(actor);
    const seat = new AbortController();
    seats.set(seat, actor);
    const { signal } = seat;
    try {
      const last = await tail.start();
      const kept = { first: await findFirstNumber(db), last };
      if (signal.aborted) throw closing();
      return { signal, kept, read: (after) => tail.read(signal, after), leave: () => end(seat) };
    } catch (error) {
      end(seat);
      throw error;
    }
  }

  function checkRoom(actor: string): void {
    if (isClosed) throw closing();
    const own = seats.values().filter((one) => one === actor);
    if ([...own].length >= most.seatsEach) throw tooMany(most.seatsEach);
    if (seats.size >= most.seats) throw full(most.seats);
  }

  function end(seat: AbortController): void {
    seats.delete(seat);
    seat.abort();
    tail.wake();
    if (seats.size === 0) tail.stop();
  }

  async function close(): Promise<void> {
    isClosed = true;
    for (const seat of seats.keys()) end(seat);
    await tail.settled();
  }
}

function closing(): Problem {
  return new Problem("unavailable", "This server is stopping; come again in a moment.");
}

function tooMany(most: number): Problem {
  return new Problem(
    "too-many-requests",
    `You have ${most} streams of events open; close one of them, or let one serve many.`,
  );
}

function full(most: number): Problem {
  return new Problem(
    "unavailable",
    `All ${most} streams of events of this server are taken; come again, or ask for the lists.`,
  );
}
