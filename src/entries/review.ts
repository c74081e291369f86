// From draft to public: submit, request changes, approve, publish.

import { checkClaim, releaseClaim } from "#editors/claims.ts";
import type { Actor } from "#http/actor.ts";
import { type Change, changeEntry, type Done, requireEntry } from "./change.ts";
import { checkBeforeSubmit } from "./checks.ts";
import { claimSubject } from "./claim-subject.ts";
import type { Desk } from "./draft.ts";
import { nextArchiveId } from "./next-archive-id.ts";
import { bumpPublication } from "./publication-store.ts";
import { publishCorrection } from "./publish-correction.ts";
import { checkReady } from "./ready.ts";
import { addRevisions } from "./revision-store.ts";
import { checkSecondEditor } from "./second-editor.ts";
import { settleEntry } from "./settle.ts";

/**
 * The writer's word that the text is done; gives the claim back. Problem not-ready names what is
 * missing; claimed: somebody else is writing.
 */
export function submitEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  version?: number,
): Promise<Done> {
  return changeEntry(desk, actor, ref, {
    ...{ act: "submit", from: ["draft"], version },
    set: async (entry, db) => {
      checkReady(entry);
      await checkClaim(db, actor, claimSubject(entry));
      await checkBeforeSubmit(desk, db, entry);
      return { state: "in_review" };
    },
    follow: async (db, entry) => {
      await releaseClaim(db, actor, claimSubject(entry));
    },
  });
}

/** Sends it back to the writer, with the reason in the audit trail. */
export function requestChanges(
  desk: Desk,
  actor: Actor,
  ref: string,
  reason: string,
): Promise<Done> {
  return changeEntry(desk, actor, ref, {
    ...{ act: "request-changes", from: ["in_review", "approved"], reason },
    set: async () => ({ state: "draft", approvedBy: null }),
  });
}

/**
 * Approves the version seen and gives the archive id, once and for ever: an entry sent back after
 * approval keeps the id it has. A correction has none of its own.
 */
export function approveEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  version: number,
): Promise<Done> {
  return changeEntry(desk, actor, ref, {
    ...{ act: "approve", from: ["in_review"], version },
    set: async (entry, db) => {
      if (desk.secondEditor) await checkSecondEditor(db, entry, actor);
      const hasId = entry.archiveId !== null || entry.corrects !== null;
      const archiveId = hasId ? entry.archiveId : await nextArchiveId(db, entry.reportedOn);
      return { state: "approved", approvedBy: actor.id, archiveId };
    },
  });
}

/**
 * Makes it public: at once in the feeds, the pages and the next digest. A correction goes onto the
 * entry that it corrects, which is the answer. Repeating it is harmless, so a client that lost the
 * answer may ask again.
 */
export async function publishEntry(
  desk: Desk,
  actor: Actor,
  ref: string,
  version?: number,
): Promise<Done> {
  const { id, corrects } = await requireEntry(desk.db, ref);
  if (corrects !== null) return publishCorrection(desk, actor, { id, corrects }, version);
  return changeEntry(desk, actor, ref, publishing(version));
}

function publishing(version: number | undefined): Change {
  return {
    ...{ act: "publish", from: ["approved"], version },
    isDone: ({ state }) => state === "published",
    set: async (entry, _db, at) => ({
      state: "published",
      publishedAt: entry.publishedAt ?? at,
      revision: entry.revision + 1,
    }),
    follow: async (db, published, operation) => {
      await addRevisions(db, [published]);
      await bumpPublication(db, [published]);
      await settleEntry(db, operation, published);
    },
  };
}
