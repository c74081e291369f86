import type { Db } from "#db/types.ts";
import { releaseClaim } from "#editors/claims.ts";
import type { Operation } from "#editors/operations.ts";
import { claimSubject } from "./claim-subject.ts";
import { keepAutosave } from "./rescue.ts";
import type { Entry } from "./store.ts";

/** Nobody writes it any more: gives the actor's claim back, and keeps what was not saved. */
export async function settleEntry(db: Db, operation: Operation, entry: Entry): Promise<void> {
  await releaseClaim(db, operation.actor, claimSubject(entry));
  await keepAutosave(db, operation, entry.id, operation.act);
}
