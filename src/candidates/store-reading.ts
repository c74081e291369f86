// One transaction a poll: candidates, validators, redirects, the log and the next poll together, and
// only while the lease holds.

import type { Topic } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import { dropRedirect, setFailure, setHttpState, setRedirect } from "#sources/answer-store.ts";
import { finishPolls } from "#sources/finish-store.ts";
import type { PollingPolicy } from "#sources/next-poll.ts";
import type { Lease } from "#sources/poll-store.ts";
import type { Reading } from "#sources/read-source.ts";
import { watchRedirect } from "#sources/redirects.ts";
import type { Finish } from "./finish-together.ts";
import { pollResult } from "./poll-result.ts";
import { type Added, addStories } from "./store.ts";
import { readStories } from "./stories.ts";

export type Storing = {
  db: Db;
  clock: Clock;
  byDatabaseClock: boolean;
  topics: readonly Topic[];
  policy: PollingPolicy;
  /** Ends what brought nothing together with other such polls; each by itself where it is missing. */
  finish?: Finish;
};

/** Throws where another has taken the lease over: then nothing of the reading is stored. */
export async function storeReading(
  { db, clock, byDatabaseClock, topics, policy, finish }: Storing,
  lease: Lease,
  reading: Reading,
  poll: { startedAt: Temporal.Instant; isProbe: boolean },
): Promise<Added> {
  const now = clock();
  const { source } = lease;
  const writes = writesOf(lease, reading, now);
  const end = async (added: Added, finish: Finish): Promise<Added> => {
    const spread = Math.random();
    const finished = pollResult(lease, reading, { added, now, policy, spread, ...poll });
    if (await finish({ lease, finished })) return added;
    throw new Error(`the lease of source ${source.id} ran out during its poll`);
  };
  const alone = (db: Db): Finish => {
    return async (ending) => (await finishPolls(db, [ending], byDatabaseClock)).has(source.id);
  };
  // Most polls bring nothing: one statement ends them, a transaction by itself.
  if (reading.items.length + writes.length === 0) return end(nothing, finish ?? alone(db));
  return db.transaction(async (db) => {
    const stories = await readStories(db, reading.items, lease, topics);
    const added = stories.length === 0 ? nothing : await addStories(db, source, stories, now);
    for (const write of writes) await write(db);
    return end(added, alone(db));
  });
}

const nothing: Added = { added: 0, changed: 0 };

type Write = (db: Db) => Promise<void>;

/** What the answer changes beside the candidates: usually nothing. */
function writesOf(
  { source, httpStates, redirects }: Lease,
  reading: Reading,
  now: Temporal.Instant,
): Write[] {
  const writes: Write[] = [];
  for (const state of reading.httpStates) {
    const known = httpStates.find(({ url }) => url === state.url);
    const same =
      known?.etag === state.etag &&
      known.lastModified === state.lastModified &&
      known.bodySha256 === state.bodySha256;
    if (!same) writes.push((db) => setHttpState(db, source.id, state));
  }
  const { url, hops, outcome, detail, bytes } = reading;
  const known = redirects.find((one) => one.url === url);
  const change = watchRedirect(known, { url, hops, outcome }, now);
  if (change.kind === "drop") writes.push((db) => dropRedirect(db, source.id, url));
  else if (change.kind !== "none") {
    const { redirect } = change;
    writes.push((db) => setRedirect(db, source.id, redirect));
  }
  if (bytes) {
    const failure = { sourceId: source.id, at: now, outcome, detail, bytes };
    writes.push((db) => setFailure(db, failure));
  }
  return writes;
}
