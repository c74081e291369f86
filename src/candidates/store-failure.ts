import { finishPolls } from "#sources/finish-store.ts";
import type { Lease } from "#sources/poll-store.ts";
import { failedReading } from "#sources/read-source.ts";
import { pollResult } from "./poll-result.ts";
import type { Storing } from "./store-reading.ts";

/**
 * Ends a poll whose result could not be stored, so that the source is backed off like any that fails.
 * Without effect where the lease is gone.
 */
export async function storeFailure(
  { db, clock, byDatabaseClock, policy }: Storing,
  lease: Lease,
  startedAt: Temporal.Instant,
  detail: string,
): Promise<void> {
  const finished = pollResult(lease, failedReading(detail), {
    ...{ startedAt, now: clock(), policy, spread: Math.random(), isProbe: false },
    added: { added: 0, changed: 0 },
  });
  await finishPolls(db, [{ lease, finished }], byDatabaseClock);
}
