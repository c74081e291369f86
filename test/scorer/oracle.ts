// What the log must look like, whoever was asked.

import { parseHttpDate } from "#base/http-date.ts";
import type { Seen } from "./origin.ts";

type Held = { etag: string | undefined; lastModified: string | undefined };

/**
 * The faults in a log's validators: each request carries, to the byte, what the address sent last (a
 * 200 replaces both, a 304 merges), and nothing where it sent nothing.
 */
export function validatorFaults(log: readonly Seen[]): string[] {
  return [...Map.groupBy(log, ({ path }) => path).values()].flatMap((seen) => {
    let held: Held = { etag: undefined, lastModified: undefined };
    return seen.flatMap((one, nth) => {
      const faults = [
        fault(one, nth, "if-none-match", held.etag),
        fault(one, nth, "if-modified-since", held.lastModified),
      ];
      held = after(held, one);
      return faults.filter((found) => found !== null);
    });
  });
}

export function isConditional({ headers }: Seen): boolean {
  return "if-none-match" in headers || "if-modified-since" in headers;
}

/** Minutes between each request and the one before. */
export function gaps(log: readonly Seen[]): number[] {
  return log.slice(1).map(({ at }, i) => (log[i]?.at ?? at).until(at).total("minutes"));
}

/** Until when an answer asks to be left alone, by its Retry-After; null where it does not. */
export function heldUntil({ at, sent }: Seen): Temporal.Instant | null {
  const text = sent.headers?.["retry-after"] ?? "";
  if (sent.status !== 429 && sent.status !== 503) return null;
  return /^\d+$/.test(text) ? at.add({ seconds: Number(text) }) : parseHttpDate(text);
}

export function instantsBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

function fault(
  { path, headers }: Seen,
  nth: number,
  name: "if-none-match" | "if-modified-since",
  expected: string | undefined,
): string | null {
  const given = headers[name];
  if (given === expected) return null;
  return `${path}, request ${nth + 1}: ${name} ${shown(given)} for ${shown(expected)}`;
}

function after(held: Held, { sent: { status = 200, headers = {}, drop } }: Seen): Held {
  const [etag, lastModified] = [headers.etag, headers["last-modified"]];
  if (drop || (status !== 200 && status !== 304)) return held;
  if (status === 200) return { etag, lastModified };
  return { etag: etag ?? held.etag, lastModified: lastModified ?? held.lastModified };
}

function shown(value: string | undefined): string {
  return value === undefined ? "nothing" : value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
