// Who did what to what, and what it was before.

import type { Db } from "#db/types.ts";
import type { Actor } from "#http/actor.ts";
import { type AuditRow, addAuditRow, listAuditRows } from "./store.ts";

export type { AuditRow } from "./store.ts";

export type Act = {
  at: Temporal.Instant;
  actor: Pick<Actor, "id" | "name">;
  /** Verb and noun, e.g. accept-candidate */
  act: string;
  /** Kind and id of what it was done to, e.g. candidate:12 */
  subject: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  reason?: string;
};

/** Call it inside the transaction of the act, so that there is neither one without the other. */
export async function addAudit(db: Db, { actor, ...act }: Act): Promise<void> {
  await addAuditRow(db, { ...act, actor: actor.id, actorName: actor.name });
}

/** All that was done to one subject, oldest first. */
export async function listAudit(db: Db, subject: string): Promise<AuditRow[]> {
  return listAuditRows(db, subject);
}
