// What open desks are told of: what editors do (audit.ts writes those) and what machines do.

import type { Db } from "#db/types.ts";
import { eventOf } from "./event-body.ts";
import { addEventRows, dropEvents, numberAllEvents } from "./event-store.ts";

export type MachineAct = {
  at: Temporal.Instant;
  /** Kind and id, e.g. stack:12 */
  subject: string;
  act: string;
  /** Short members only are passed on: state, version, numbers. */
  after?: Record<string, unknown>;
};

/** What machines did. Call it inside the transaction that does it; acts of editors go to `addAudits`. */
export async function addEvents(db: Db, acts: readonly MachineAct[]): Promise<void> {
  await addEventRows(db, acts.map(eventOf));
}

/** Forgets what is older; gives how much. Who has not seen it by then loads its lists again. */
export async function dropOldEvents(db: Db, before: Temporal.Instant): Promise<number> {
  // Where nobody listens, nobody gives numbers.
  await numberAllEvents(db);
  let dropped = 0;
  for (let part = -1; part !== 0; dropped += Math.max(part, 0)) {
    part = await dropEvents(db, before);
  }
  return dropped;
}
