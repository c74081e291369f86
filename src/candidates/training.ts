// The job that learns: whether it is due, and who does it.

import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import { claimSlot, markSlot, releaseSlot } from "#jobs/store.ts";
import { countDecisions, findTraining } from "./rank-examples-store.ts";
import { replaceModels } from "./rank-store.ts";
import { type Accepted, type Material, trainModels } from "./train-models.ts";
import { isTrainingDue } from "./training-due.ts";

export type Training = Omit<Material, "accepted"> & {
  clock: Clock;
  log: Log;
  accepted: Accepted & { countPublished: (db: Db) => Promise<number> };
};

const job = "train ranking";
const retrySeconds = 300;

/**
 * Learns anew where enough was decided and no other replica is at it. The generation of the new models;
 * null where
 * there are none, or the signal ended it.
 */
export async function trainIfDue(training: Training, signal?: AbortSignal): Promise<number | null> {
  const { db, clock, accepted } = training;
  const last = await findTraining(db);
  const counts = await countDecisions(db);
  const decisions = counts.accepted + counts.rejected + (await accepted.countPublished(db));
  if (!isTrainingDue(clock(), last, { ...counts, decisions })) return null;
  const generation = (last?.generation ?? 0) + 1;
  // One training follows upon another: its slot is the time of that.
  const slot = last?.trainedAt ?? Temporal.Instant.fromEpochMilliseconds(0);
  const claim = await claimSlot(db, job, slot);
  if (!claim) return null;
  try {
    const isNew = await train(training, { generation, decisions }, signal);
    if (isNew) await markSlot(db, job, slot, claim.token, `generation ${generation}`);
    else await releaseSlot(db, job, slot, claim.token, retrySeconds);
    return isNew ? generation : null;
  } catch (error) {
    await releaseSlot(db, job, slot, claim.token, signal?.aborted ? 0 : retrySeconds);
    if (signal?.aborted) return null;
    throw error;
  }
}

/** False where there was too little to learn from, or another replica was quicker after all. */
async function train(
  training: Training,
  about: { generation: number; decisions: number },
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { db, clock, log } = training;
  const trained = await trainModels(training, signal);
  const trainedAt = clock();
  const models = trained.map((model) => ({ ...model, ...about, trainedAt }));
  if (models.length === 0 || !(await replaceModels(db, models))) return false;
  log.info({ ...about, topics: models.length }, "ranking trained");
  return true;
}
