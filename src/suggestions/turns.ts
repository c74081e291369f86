// How often an editor may ask: the assistant costs money, or the machine that it runs on.

import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";

export type Turns = {
  /** Problem too-many-requests, or a function that ends the turn. */
  take: (actor: string) => () => void;
};

export type TurnLimits = { atOnce: number; perHour: number };

const turnLimits: TurnLimits = { atOnce: 2, perHour: 60 };

/** Counted in each replica. */
export function openTurns(clock: Clock, { atOnce, perHour }: TurnLimits = turnLimits): Turns {
  const running = new Map<string, number>();
  const taken = new Map<string, Temporal.Instant[]>();

  function recent(actor: string): Temporal.Instant[] {
    const since = clock().subtract({ hours: 1 });
    const all = taken.get(actor) ?? [];
    return all.filter((at) => Temporal.Instant.compare(at, since) > 0);
  }

  function end(actor: string): void {
    const left = (running.get(actor) ?? 1) - 1;
    if (left > 0) running.set(actor, left);
    else running.delete(actor);
  }

  return {
    take: (actor) => {
      const now = running.get(actor) ?? 0;
      if (now >= atOnce) throw tooMany(`${now} drafts are being written for you; wait for one`);
      const hour = recent(actor);
      if (hour.length >= perHour)
        throw tooMany(`You had ${perHour} drafts in an hour; wait a little`);
      running.set(actor, now + 1);
      taken.set(actor, [...hour, clock()]);
      return () => end(actor);
    },
  };
}

function tooMany(detail: string): Problem {
  return new Problem("too-many-requests", `${detail}, and ask again.`);
}
