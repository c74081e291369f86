// Polls what is due and stores what it brought.

import type { Topic } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import type { Item } from "#sources/item.ts";
import { nextPoll, type PollingPolicy } from "#sources/next-poll.ts";
import {
  isSuccess,
  type PollOutcome,
  type Reader,
  type Reading,
  readSource,
} from "#sources/read-source.ts";
import {
  findHttpState,
  type Lease,
  leaseSources,
  releaseSource,
  type Source,
  setHttpState,
} from "#sources/store.ts";
import { digestOf, identityOf } from "./identity.ts";
import { type Added, addStories, type Story } from "./store.ts";
import { topicsOf } from "./topics.ts";

export type Gather = {
  db: Db;
  clock: Clock;
  log: Log;
  reader: Reader;
  topics: readonly Topic[];
  policy: PollingPolicy;
  concurrency: number;
};

export type Polled = {
  source: string;
  outcome: PollOutcome | "failed";
  detail: string | null;
  items: number;
} & Added;

/** Polls every due source once. One that fails is backed off; the others go on. */
export async function gather(
  { onPolled, ...gather }: Gather & { onPolled?: (polled: Polled) => void },
  only?: readonly string[],
): Promise<Polled[]> {
  const polled: Polled[] = [];
  const seen = new Set<string>();
  async function work(): Promise<void> {
    for (;;) {
      const wanted = only?.filter((id) => !seen.has(id));
      if (wanted?.length === 0) return;
      const now = gather.clock();
      const [lease] = await leaseSources(gather.db, {
        ...{ now, limit: 1 },
        ...(wanted ? { only: wanted } : {}),
      });
      if (!lease) return;
      seen.add(lease.source.id);
      const result = await pollSource(gather, lease);
      polled.push(result);
      onPolled?.(result);
    }
  }
  await Promise.all(Array.from({ length: gather.concurrency }, work));
  return polled;
}

async function pollSource(gather: Gather, lease: Lease): Promise<Polled> {
  const { db, log, reader } = gather;
  const { source } = lease;
  try {
    const reading = await readSource(reader, source, (url) => findHttpState(db, source.id, url));
    const added = await storeReading(gather, lease, reading);
    const { outcome, detail, items } = reading;
    const told = { source: source.id, outcome, detail, items: items.length, ...added };
    if (isSuccess(outcome)) log.info(told, "source polled");
    else log.warn(told, "source not polled");
    return told;
  } catch (err) {
    // A bug of ours or the database's: the lease runs out and the source is tried again.
    log.error({ err, source: source.id }, "poll failed");
    const detail = err instanceof Error ? err.message : String(err);
    return { source: source.id, outcome: "failed", detail, items: 0, added: 0, changed: 0 };
  }
}

/** Candidates, validators and the next poll in one transaction, and only while the lease is ours. */
async function storeReading(gather: Gather, lease: Lease, reading: Reading): Promise<Added> {
  const now = gather.clock();
  return gather.db.transaction(async (db) => {
    const { source } = lease;
    const stories = storiesOf(reading.items, source, gather.topics);
    const added = await addStories(db, source, stories, now);
    if (reading.httpState) await setHttpState(db, source.id, reading.httpState);
    const held = await releaseSource(db, lease, pollResult(gather, lease, reading, added, now));
    if (!held) throw new Error(`the lease of source ${source.id} ran out during its poll`);
    return added;
  });
}

function pollResult(
  gather: Gather,
  { source, state }: Lease,
  reading: Reading,
  added: Added,
  now: Temporal.Instant,
): Parameters<typeof releaseSource>[2] {
  const errorStreak = isSuccess(reading.outcome) ? 0 : state.errorStreak + 1;
  const poll = {
    errorStreak,
    sourceMinimum: source.minimumIntervalMinutes,
    retryAfter: reading.retryAfter,
  };
  return {
    nextPollAt: nextPoll(now, poll, gather.policy, Math.random()),
    outcome: reading.outcome,
    detail: reading.detail,
    lastPollAt: now,
    errorStreak,
    ...(errorStreak === 0 ? { lastOkAt: now } : {}),
    ...(added.added > 0 ? { lastNewAt: now } : {}),
    ...(reading.outcome === "ok" ? { flags: [...reading.flags] } : {}),
  };
}

/** Each identity once: a feed that has it twice means the first. */
function storiesOf(
  items: readonly Item[],
  source: Source,
  topics: readonly Topic[],
): readonly Story[] {
  const stories = new Map<string, Story>();
  // Feeds are newest first; the oldest must get the lowest number.
  for (const item of items.toReversed())
    stories.set(identityOf(item), storyOf(item, source, topics));
  return [...stories.values()];
}

function storyOf(item: Item, source: Source, topics: readonly Topic[]): Story {
  return {
    identity: identityOf(item),
    digest: digestOf(item),
    title: item.title,
    excerpt: item.excerpt,
    url: item.canonicalUrl ?? item.url,
    publisher: item.publisher ?? source.name,
    topics: topicsOf(item, source.topics, topics),
    published_at: item.publishedAt,
    published_raw: item.publishedRaw,
    timed: item.timed,
  };
}
