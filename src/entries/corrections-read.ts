import type { Db } from "#db/types.ts";
import { correctionOf, type ShownCorrection } from "./correction-shown.ts";
import type { PublishedEntry } from "./published-store.ts";
import { listLastCorrections, listRevisionsOf, type Revision } from "./revision-store.ts";

/** All corrections of those entries by archive id, the oldest of each first. */
export async function readCorrections(
  db: Db,
  entries: readonly PublishedEntry[],
): Promise<Map<string, ShownCorrection[]>> {
  const corrected = entries.filter(({ revision }) => revision > 1);
  const revisions = await listRevisionsOf(
    db,
    corrected.map(({ id }) => id),
  );
  const texts = Map.groupBy(revisions, ({ entryId }) => entryId);
  return new Map(
    corrected.map(({ id, archiveId }) => [archiveId, inSequence(archiveId, texts.get(id) ?? [])]),
  );
}

/** The last corrections, newest first, each with the entry as it is now. */
export async function readLastCorrections(
  db: Db,
  limit: number,
): Promise<{ entry: PublishedEntry; correction: ShownCorrection }[]> {
  const last = await listLastCorrections(db, limit);
  const all = await readCorrections(
    db,
    last.map(({ entry }) => entry),
  );
  return last.flatMap(({ entry, revision }) => {
    const correction = all
      .get(entry.archiveId)
      ?.find((correction) => correction.revision === revision.revision);
    return correction ? [{ entry, correction }] : [];
  });
}

function inSequence(archiveId: string, texts: readonly Revision[]): ShownCorrection[] {
  return texts.flatMap((text, n) => {
    const before = texts[n - 1];
    return before ? [correctionOf(archiveId, before, text)] : [];
  });
}
