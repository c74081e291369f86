// The follow-up line of an entry: announcement, exercise, result, as far as entries cite each other.

import type { Db } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";
import { findPublished, type PublishedEntry } from "./published-store.ts";
import { findCiting } from "./related-store.ts";

/** A line that holds more is no story any more. */
const most = 30;

/** With the entry itself, earliest first: what it cites, what cites it, and so on from each. */
export async function followUp(db: Db, entry: PublishedEntry): Promise<PublishedEntry[]> {
  const line = new Map<string, PublishedEntry>([[entry.archiveId, entry]]);
  let edge = [entry];
  while (edge.length > 0 && line.size < most) {
    const near = await neighbours(db, edge);
    const wanted = near.filter((id) => !line.has(id)).slice(0, most - line.size);
    edge = await findPublished(db, wanted);
    for (const one of edge) line.set(one.archiveId, one);
  }
  return [...line.values()].toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

async function neighbours(db: Db, edge: readonly PublishedEntry[]): Promise<string[]> {
  const citing = await findCiting(
    db,
    edge.map(({ archiveId }) => archiveId),
  );
  const cited = edge.flatMap(({ related }) => related);
  return [...new Set([...cited, ...[...citing.values()].flat()])];
}

/** By day and time as reported; the id, which is numbered within the day, decides what has none. */
function sortKey({ reportedOn, reportedTime, archiveId }: PublishedEntry): string {
  return `${reportedOn} ${reportedTime ?? ""} ${archiveId satisfies ArchiveId}`;
}
