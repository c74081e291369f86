// Who did what to what, and what it was before.

import type { Db } from "#db/types.ts";
import type { Actor } from "#http/actor.ts";
import { eventOf } from "./event-body.ts";
import { addEventRows } from "./event-store.ts";
import { type AuditRow, addAuditRows, listAuditRows } from "./store.ts";

export type { AuditRow } from "./store.ts";

export type Act = {
  at: Temporal.Instant;
  actor: Pick<Actor, "id" | "name">;
  /** What was done to the subject, e.g. accept, publish, create-key. */
  act: string;
  /** Kind and id of what it was done to, e.g. candidate:12 */
  subject: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  reason?: string;
  /** The operation whose undo puts `before` back. */
  operation?: string;
};

/** Call it inside the transaction of the act, so that there is neither one without the other. */
export function addAudit(db: Db, act: Act): Promise<void> {
  return addAudits(db, [act]);
}

/** Many acts of one transaction; open desks are told of all but those on keys and people. */
export async function addAudits(db: Db, acts: readonly Act[]): Promise<void> {
  const rows = acts.map(({ actor, ...act }) => ({
    ...act,
    actor: actor.id,
    actorName: actor.name,
  }));
  await addAuditRows(db, rows);
  await addEventRows(db, rows.filter(({ subject }) => !isPrivate(subject)).map(eventOf));
}

function isPrivate(subject: string): boolean {
  return /^(?:key|person):/.test(subject);
}

/** All that was done to one subject, oldest first. */
export async function listAudit(db: Db, subject: string): Promise<AuditRow[]> {
  return listAuditRows(db, subject);
}
