// Keeps the index of published entries right. No act calls it: whatever readers come to see raises
// the publication's number, so publishing stays fast and nothing can be forgotten.

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import type { Entities } from "#likeness/entities.ts";
import { type Features, indexTerms, posted } from "./entry-terms.ts";
import {
  claimIndex,
  dropFromIndex,
  type IndexLease,
  type IndexRow,
  keepIndexLease,
  listUnindexed,
  releaseIndex,
  type Unindexed,
  writeIndex,
} from "./similar-index-store.ts";

export type Indexing = {
  db: Db;
  log: Log;
  entities: Entities;
  features: Features;
};

/** Few enough that a transaction is short on PGlite, where everybody else waits for it. */
const chunk = 20;

/**
 * Indexes what was published, corrected or imported since the last time, and drops what was withdrawn.
 * Gives how many entries it indexed. One worker at a time; a dead one's lease runs out in a minute.
 */
export async function indexEntries(
  indexing: Indexing,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const { db, log } = indexing;
  const features = indexing.features();
  const lease = await claimIndex(db, features);
  if (!lease) return 0;
  let done = false;
  let indexed = 0;
  try {
    await dropFromIndex(db);
    for (let after = 0; !done && !signal?.aborted; ) {
      const part = await listUnindexed(db, features, { after, limit: chunk });
      if (part.length > 0 && !(await indexPart(indexing, lease, part))) break;
      indexed += part.length;
      after = part.at(-1)?.id ?? after;
      done = part.length < chunk;
    }
  } finally {
    await releaseIndex(db, lease, done);
  }
  if (indexed > 0) log.info({ indexed }, "entries indexed");
  return indexed;
}

/** False where the lease was lost, and nothing written. */
async function indexPart(
  { db, entities }: Indexing,
  lease: IndexLease,
  part: readonly Unindexed[],
): Promise<boolean> {
  const made: IndexRow[] = [];
  for (const { id, revision, ...text } of part) {
    made.push({ id, revision, ...indexTerms(text, entities) });
    await nextTurn();
  }
  return db.transaction(async (db) => {
    if (!(await keepIndexLease(db, lease))) return false;
    await writeIndex(db, made, { features: lease.features, posted });
    return true;
  });
}
