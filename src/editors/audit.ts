// Who did what to what, and what it was before.

import type { Db } from "#db/types.ts";
import type { Actor } from "#http/actor.ts";
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
};

/** Call it inside the transaction of the act, so that there is neither one without the other. */
export function addAudit(db: Db, act: Act): Promise<void> {
  return addAudits(db, [act]);
}

/** Many acts of one transaction. */
export async function addAudits(db: Db, acts: readonly Act[]): Promise<void> {
  const rows = acts.map(({ actor, ...act }) => ({
    ...act,
    actor: actor.id,
    actorName: actor.name,
  }));
  await addAuditRows(db, rows);
}

/** All that was done to one subject, oldest first. */
export async function listAudit(db: Db, subject: string): Promise<AuditRow[]> {
  return listAuditRows(db, subject);
}
