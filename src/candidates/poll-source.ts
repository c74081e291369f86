// One poll from the request to what is stored of it.

import { faultInWords } from "#base/fault-words.ts";
import { forgiveSources, type Lease } from "#sources/poll-store.ts";
import { isSuccess, type PollOutcome, readSource } from "#sources/read-source.ts";
import type { Finish } from "./finish-together.ts";
import type { Gather, Polled } from "./gather.ts";
import { needsProbe } from "./poll-result.ts";
import { storeFailure } from "./store-failure.ts";
import { storeReading } from "./store-reading.ts";

export type Polling = Gather & { finish: Finish };

/** Never rejects: what fails is an outcome like any other. */
export async function pollSource(gather: Polling, lease: Lease): Promise<Polled> {
  const { log, reader, clock } = gather;
  const { source } = lease;
  const startedAt = clock();
  const isProbe = needsProbe(lease, startedAt);
  try {
    const reading = await readSource(reader, lease, { now: startedAt, isProbe });
    const added = await storeReading(gather, lease, reading, { startedAt, isProbe });
    await weigh(gather, lease, reading.outcome);
    const { outcome, detail, items } = reading;
    const told = { source: source.id, outcome, detail, items: items.length, ...added };
    if (isSuccess(outcome)) log.info(told, "source polled");
    else log.warn(told, "source not polled");
    return told;
  } catch (err) {
    // A bug of ours, or the database's word: the source waits like one that fails by itself.
    log.error({ err, source: source.id }, "poll failed");
    const detail = faultInWords(err);
    await storeFailure(gather, lease, startedAt, detail).catch((err: unknown) =>
      log.error({ err, source: source.id }, "poll not ended; its lease will run out"),
    );
    return { source: source.id, outcome: "failed", detail, items: 0, added: 0, changed: 0 };
  }
}

/** When most hosts fail at once the fault is ours, and none of them is to suffer for it. */
async function weigh(gather: Polling, lease: Lease, outcome: PollOutcome): Promise<void> {
  const { db, clock, breaker, log } = gather;
  const at = clock();
  const failed = outcome === "unreachable" || outcome === "timeout";
  const { id: source } = lease.source;
  const forgiven = breaker.note({ at, host: lease.state.host, source, failed });
  if (forgiven.length === 0) return;
  await forgiveSources(db, forgiven, at.add({ minutes: 5 }));
  log.warn({ sources: forgiven.length }, "most hosts fail: our network is at fault");
}
