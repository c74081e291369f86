import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { type ArchiveId, archiveId } from "./archive-id.ts";
import { takeSequence } from "./number-store.ts";

/** Run inside the transaction that gives it to an entry. Problem conflict: the day has all 99. */
export async function nextArchiveId(db: Db, on: Temporal.PlainDate): Promise<ArchiveId> {
  const sequence = await takeSequence(db, on);
  if (sequence <= 99) return archiveId(on, sequence);
  throw new Problem("conflict", `The archive has all 99 ids of ${on}; date the entry otherwise.`);
}
