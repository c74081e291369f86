// Which feeds has a publication changed? No act of `entries` knows of this: whatever readers come to
// see raises the publication's number, and many publications between two looks are one change.

import { addCall } from "./call-store.ts";
import { hostOf } from "./callback.ts";
import { denySubscriber } from "./deny.ts";
import type { Hubbing } from "./hubbing.ts";
import { listOfTopic } from "./subscription-store.ts";
import {
  addDeliveries,
  claimWatch,
  listWatched,
  noteLook,
  releaseWatch,
  type Watch,
} from "./topic-store.ts";

/**
 * Looks at every feed that somebody waits for, once after a publication, and queues what is to be told.
 * A feed has changed where its ETag has: its bytes are kept by tags (http/document-cache), so that one
 * that the publication did not touch is not made again for it. Gives how many calls it queued.
 */
export async function watchFeeds(
  hubbing: Hubbing,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const { db, clock, hub, topics, log } = hubbing;
  const watch = await claimWatch(db);
  if (!watch) return 0;
  let [queued, done] = [0, false];
  try {
    const paths = hub.kind === "external" ? topics.known : await listWatched(db, clock());
    for (const path of paths) {
      if (signal?.aborted) return queued;
      queued += await look(hubbing, watch, path);
    }
    done = true;
  } finally {
    await releaseWatch(db, watch, done);
  }
  if (queued > 0) log.info({ queued, publication: watch.number }, "websub calls queued");
  return queued;
}

async function look(hubbing: Hubbing, { number }: Watch, path: string): Promise<number> {
  const { db, clock, topics } = hubbing;
  const content = await topics.read(path);
  const now = clock();
  return db.transaction(async (db) => {
    if (content === null) return denyAll({ ...hubbing, db }, path, now);
    if (!(await noteLook(db, { path, etag: content.etag, number }))) return 0;
    return queue({ ...hubbing, db }, path, now);
  });
}

async function queue({ db, hub }: Hubbing, topic: string, now: Temporal.Instant): Promise<number> {
  if (hub.kind !== "external") return addDeliveries(db, topic, now);
  const callback = hub.address;
  await addCall(db, { kind: "publish", topic, callback, host: hostOf(callback) }, now);
  return 1;
}

async function denyAll({ db }: Hubbing, topic: string, now: Temporal.Instant): Promise<number> {
  const denied = await listOfTopic(db, topic);
  for (const one of denied) await denySubscriber(db, one, now);
  return denied.length;
}
