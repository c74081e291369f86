// What every check is given: a clock that is set, a publisher that logs, and the reader under test.

import type { Clock } from "#base/clock.ts";
import type { SourceSpec } from "#sources/spec.ts";
import type { TestClock } from "../support/clock.ts";
import type { Origin } from "./origin.ts";

export type Subject = { id: string; path: string } & Omit<Partial<SourceSpec>, "id" | "address">;

/** A feed reader, whoever wrote it. */
export type Reader = {
  /** Does all that is due by the clock. */
  poll: () => Promise<void>;
  /** When it will next ask anything; null: never again. */
  nextAt: () => Promise<Temporal.Instant | null>;
  /** An editor's "poll now". */
  refresh: (id: string) => Promise<void>;
  /** Looks for a feed at an address, and takes it for a source. */
  discover: (subject: Subject, url: string) => Promise<void>;
  /** Ends and starts again over the same database. */
  restart: () => Promise<void>;
  /** A second replica over the same database, and what is to be said of it. */
  twin: () => Promise<{ reader: Reader; note: string }>;
  titles: (id: string) => Promise<readonly string[]>;
  /** What people are told of the next poll. */
  told: (id: string) => Promise<{ nextAt: Temporal.Instant | null; why: string }>;
  close: () => Promise<void>;
};

export type OpenReader = (
  subjects: readonly (Subject & { url: string })[],
  clock: Clock,
) => Promise<Reader>;

export type World = {
  clock: TestClock;
  origin: Origin;
  open: (subjects: readonly Subject[], clock?: Clock) => Promise<Reader>;
};

/** More turns than any polite reader takes; an impolite one is not waited for. */
const mostTurns = 500;

/** Lets time pass: from each moment at which something is due straight to the next. */
export async function pass(
  { clock }: World,
  readers: Reader | readonly Reader[],
  time: { hours?: number; minutes?: number },
): Promise<void> {
  const all = [readers].flat();
  const end = clock().add(time);
  for (let turn = 0; turn < mostTurns; turn += 1) {
    await Promise.all(all.map((reader) => reader.poll()));
    const due = (await Promise.all(all.map((reader) => reader.nextAt()))).filter(
      (at) => at !== null,
    );
    const next = due.toSorted(Temporal.Instant.compare)[0];
    if (!next || Temporal.Instant.compare(next, end) > 0) break;
    const soonest = clock().add({ milliseconds: 1 });
    clock.set((Temporal.Instant.compare(next, soonest) > 0 ? next : soonest).toString());
  }
  clock.set(end.toString());
}
