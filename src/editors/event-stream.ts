// One stream of events to one client, from its start to its end.

import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Seat } from "./event-feed.ts";
import { beatFrame, eventFrame, kindOf, type Start, startFrame } from "./event-frame.ts";

export type EventStream = {
  out: Writable;
  seat: Seat;
  start: Start;
  /** Only of these kinds of subject; null: of all. */
  kinds: ReadonlySet<string> | null;
  /** Asked at every second beat. */
  isStillAllowed: () => Promise<boolean>;
};

export type StreamPace = { beatMs: number; stallMs: number };

const streamPace: StreamPace = { beatMs: 15_000, stallMs: 30_000 };

/** `left`: by the client, or since the server closes. `slow`: it took nothing for `stallMs`. */
export type Ending = "left" | "slow" | "not-allowed";

/**
 * Writes until the seat ends. A client that reads slowly is written to slowly: no more than one page
 * of events waits for it in memory. Whoever is dropped comes back with the last id it has.
 */
export async function streamEvents(
  { out, seat, start, kinds, isStillAllowed }: EventStream,
  { beatMs, stallMs }: StreamPace = streamPace,
): Promise<Ending> {
  let place = start.after;
  let beats = 0;
  let ending: Ending = "left";
  const timer = setInterval(() => void beat().catch(() => {}), beatMs);
  try {
    await write(startFrame(start));
    for (let page = await seat.read(place); page !== null; page = await seat.read(place)) {
      place = page.at(-1)?.number ?? place;
      await write(
        page
          .filter((event) => kinds?.has(kindOf(event)) ?? true)
          .map(eventFrame)
          .join(""),
      );
    }
    return ending;
  } catch (error) {
    if (seat.signal.aborted) return ending;
    if ((error as Error).name === "AbortError") return "slow";
    throw error;
  } finally {
    clearInterval(timer);
    seat.leave();
  }

  async function write(frames: string): Promise<void> {
    if (frames === "" || out.write(frames)) return;
    const signal = AbortSignal.any([seat.signal, AbortSignal.timeout(stallMs)]);
    await once(out, "drain", { signal });
  }

  /** A right that cannot be looked up now is looked up at the next beat but one. */
  async function beat(): Promise<void> {
    beats += 1;
    if (!out.writableNeedDrain) out.write(beatFrame(place));
    if (beats % 2 === 1 || (await isStillAllowed())) return;
    ending = "not-allowed";
    seat.leave();
  }
}
