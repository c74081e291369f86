// From draft to public: submit, request changes, approve, publish.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { listAudit } from "#editors/audit.ts";
import type { Actor } from "#http/actor.ts";
import { type ArchiveId, archiveId } from "./archive-id.ts";
import { type Change, changeEntry } from "./change.ts";
import type { Desk } from "./draft.ts";
import { addRevisions, bumpPublication, type Entry, takeSequence } from "./store.ts";

type Act = (desk: Desk, actor: Actor, ref: string, version?: number) => Promise<Entry>;

/** The writer's word that the text is done. Problem not-ready names what is missing. */
export const submitEntry: Act = (desk, actor, ref, version) =>
  changeEntry(desk, actor, ref, {
    act: "submit",
    from: ["draft"],
    version,
    set: async (entry) => {
      checkReady(entry);
      return { state: "in_review" };
    },
  });

/** Sends it back to the writer, with the reason in the audit trail. */
export function requestChanges(
  desk: Desk,
  actor: Actor,
  ref: string,
  reason: string,
): Promise<Entry> {
  return changeEntry(desk, actor, ref, {
    act: "request-changes",
    from: ["in_review", "approved"],
    reason,
    set: async () => ({ state: "draft", approvedBy: null }),
  });
}

/**
 * Approves the version seen and gives the archive id, once and for ever: an entry sent back after
 * approval keeps the id it has.
 */
export const approveEntry: Act = (desk, actor, ref, version) =>
  changeEntry(desk, actor, ref, {
    act: "approve",
    from: ["in_review"],
    version,
    set: async (entry, db) => {
      if (desk.secondEditor) await checkSecondEditor(db, entry, actor);
      const id = entry.archiveId ?? (await nextArchiveId(db, entry.reportedOn));
      return { state: "approved", approvedBy: actor.id, archiveId: id };
    },
  });

/**
 * Makes it public: at once in the feeds, the pages and the next digest. Repeating it is harmless, so
 * a client that lost the answer may ask again.
 */
export const publishEntry: Act = (desk, actor, ref, version) =>
  changeEntry(desk, actor, ref, publishing(version), async (db, published) => {
    await addRevisions(db, [published]);
    await bumpPublication(db);
  });

function publishing(version: number | undefined): Change {
  return {
    act: "publish",
    from: ["approved"],
    isDone: ({ state }) => state === "published",
    version,
    set: async (entry, _db, at) => ({
      state: "published",
      publishedAt: entry.publishedAt ?? at,
      revision: entry.revision + 1,
    }),
  };
}

function checkReady(entry: Entry): void {
  const parts = [
    ...(entry.summary === "" ? [{ at: "summary", message: "is empty" }] : []),
    ...(hasArchiveId(entry.reportedOn)
      ? []
      : [{ at: "date", message: "is not from 2000-01-01 to 2099-11-30" }]),
    ...(entry.topics.length === 0 ? [{ at: "topics", message: "names no topic" }] : []),
  ];
  if (parts.length === 0) return;
  const missing = parts.map(({ at, message }) => `${at} ${message}`).join(", ");
  throw new Problem("not-ready", `Entry ${entry.id} cannot be submitted: ${missing}.`, { parts });
}

/** Whether the day can be written in an archive id. */
function hasArchiveId(on: Temporal.PlainDate): boolean {
  const issue = on.add({ months: 1 });
  return on.year >= 2000 && issue.year <= 2099;
}

async function checkSecondEditor(db: Db, entry: Entry, actor: Actor): Promise<void> {
  const trail = await listAudit(db, `entry:${entry.id}`);
  const writers = trail.filter(({ act }) => act === "draft" || act === "edit");
  if (writers.at(-1)?.actor !== actor.id) return;
  throw new Problem("not-allowed", "You wrote this text; somebody else must approve it.");
}

async function nextArchiveId(db: Db, on: Temporal.PlainDate): Promise<ArchiveId> {
  const sequence = await takeSequence(db, on);
  if (sequence <= 99) return archiveId(on, sequence);
  throw new Problem("conflict", `The archive has all 99 ids of ${on}; date the entry otherwise.`);
}
