// When it is worth learning anew.

import { fewest, importanceOfUndecided } from "./train.ts";

/** `decisions` are acceptances, rejections and published entries. */
export type Evidence = { decisions: number; rejected: number; undecided: number };

export type LastTraining = {
  trainedAt: Temporal.Instant;
  decisions: number;
  /** How many undecided stories it used. */
  undecided: number;
};

const restMinutes = 5;
/** No more are used than that. */
export const mostUndecided = 2500;

/**
 * After twenty decisions, or a tenth more where that is less (five at least), in either direction: an
 * undo counts as well. While undecided stories stand in for rejections, also when they have doubled.
 * Never within five minutes, so that the queue keeps still for a while.
 */
export function isTrainingDue(
  now: Temporal.Instant,
  last: LastTraining | undefined,
  { decisions, rejected, undecided }: Evidence,
): boolean {
  if (!last) return decisions >= fewest && rejected + undecided >= fewest;
  if (last.trainedAt.until(now).total("minutes") < restMinutes) return false;
  const enough = Math.min(20, Math.max(5, last.decisions / 10));
  if (Math.abs(decisions - last.decisions) >= enough) return true;
  if (importanceOfUndecided(rejected) === 0) return false;
  return Math.min(undecided, mostUndecided) >= Math.max(20, 2 * last.undecided);
}
