// What an entry's own row does not tell of it.

import type { Db } from "#db/types.ts";
import { type Claim, listClaims } from "#editors/claims.ts";
import { claimSubject } from "./claim-subject.ts";
import { findArchiveIds, findOpenCorrections } from "./correction-store.ts";
import { findCiting } from "./related-store.ts";
import type { Entry } from "./store.ts";

export type EntryAbout = {
  /** The archive id of the entry that it corrects. */
  corrects: string | null;
  /** The number of the correction that is being written. */
  openCorrection: number | null;
  /** The archive ids of the published entries that cite it. */
  citedBy: readonly string[];
  /** Who has it in hand now. */
  claim: Claim | null;
};

/** Four statements at most, however many entries. */
export async function findAbout(
  db: Db,
  entries: readonly Entry[],
): Promise<(entry: Entry) => EntryAbout> {
  const corrected = entries.flatMap(({ corrects }) => corrects ?? []);
  const archiveIds = await findArchiveIds(db, corrected);
  const open = await findOpenCorrections(
    db,
    entries.filter(isPublic).map(({ id }) => id),
  );
  const ids = entries.flatMap(({ archiveId }) => archiveId ?? []);
  const citing = await findCiting(db, ids);
  const found = await listClaims(db, entries.map(claimSubject));
  const claims = new Map(found.map((claim) => [claim.subject, claim]));
  return (entry) => ({
    corrects: entry.corrects === null ? null : (archiveIds.get(entry.corrects) ?? null),
    openCorrection: open.get(entry.id) ?? null,
    citedBy: (entry.archiveId && citing.get(entry.archiveId)) ?? [],
    claim: claims.get(claimSubject(entry)) ?? null,
  });
}

function isPublic({ state, corrects }: Entry): boolean {
  return state === "published" && corrects === null;
}
