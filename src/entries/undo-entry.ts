// Puts back what an act changed of an entry that never was public.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { AuditRow } from "#editors/audit.ts";
import { checkClaim } from "#editors/claims.ts";
import type { Operation } from "#editors/operations.ts";
import { untold } from "#editors/told.ts";
import { claimSubject } from "./claim-subject.ts";
import { checkCorrectable } from "./correct.ts";
import { lockCorrected } from "./correction-store.ts";
import { type Entry, findEntry } from "./store.ts";
import { writeEntry } from "./write.ts";

/**
 * `row` is one of the audit rows of the act. False for a subject of another kind. Problems:
 * wrong-state for what has been published, conflict for what somebody has changed since, claimed.
 */
export async function undoEntrySide(db: Db, operation: Operation, row: AuditRow): Promise<boolean> {
  const [kind, number] = row.subject.split(":");
  if (kind !== "entry") return false;
  // The live entry first, as every act on both locks them.
  const live = await lockCorrected(db, Number(number));
  const entry = await findEntry(db, { id: Number(number) }, { lock: true });
  if (!entry) throw new Error(`the audit trail has entry ${number}, and the archive has not`);
  checkUndoable(entry, row);
  // A correction that was given up: another may have been opened since.
  if (live && entry.state === "withdrawn") await checkCorrectable(db, live);
  await checkClaim(db, operation.actor, claimSubject(entry));
  await writeEntry(db, operation, entry, { act: operation.act, set: before(row) });
  return true;
}

function checkUndoable(entry: Entry, { act, after }: AuditRow): void {
  if (entry.publishedAt !== null) {
    throw new Problem(
      "wrong-state",
      `Entry ${entry.archiveId ?? entry.id} has been published: correct or withdraw it instead.`,
      { extra: { state: entry.state, entry: entry.id } },
    );
  }
  if (after?.version === entry.version) return;
  throw new Problem(
    "conflict",
    `Entry ${entry.id} was changed after this ${act}; undo what came later first.`,
    { extra: { entry: entry.id, version: entry.version } },
  );
}

/** A draft that was opened by the act becomes one that was given up. An archive id never moves. */
function before({ before }: AuditRow): Partial<Entry> {
  const { version: _, archiveId: __, ...set } = before ?? { state: "withdrawn" };
  return untold(set) as Partial<Entry>;
}
