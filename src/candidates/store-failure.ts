import { type Finished, finishPolls } from "#sources/finish-store.ts";
import { noHints } from "#sources/item.ts";
import { planPoll } from "#sources/next-poll.ts";
import type { Lease } from "#sources/poll-store.ts";
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
  const now = clock();
  const { source, state } = lease;
  const errorStreak = state.errorStreak + 1;
  const plan = planPoll({
    ...{ now, errorStreak, policy, arrivals: state.arrivals, hints: state.hints ?? noHints },
    ...{ unchangedStreak: state.unchangedStreak, freshSeconds: 0, retryAfter: null },
    ...{ sourceMinimum: source.minimumIntervalMinutes, spread: Math.random() },
  });
  const ms = Math.round(startedAt.until(now).total("milliseconds"));
  const finished: Finished = {
    hostFreeAt: now.add({ seconds: 1 }),
    log: { at: now, outcome: "failed", ms, items: 0, added: 0, changed: 0 },
    state: {
      ...{ nextPollAt: plan.at, why: plan.why, errorStreak, outcome: "failed", detail },
      ...{ firstErrorAt: state.firstErrorAt ?? now, lastPollAt: now },
    },
  };
  await finishPolls(db, [{ lease, finished }], byDatabaseClock);
}
