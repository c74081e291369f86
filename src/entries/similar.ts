// Published entries beside a story: how alike they are, and what speaks for it. Pure.

import { cosine } from "#likeness/cosine.ts";
import type { Terms } from "#likeness/terms.ts";
import type { ArchiveId } from "./archive-id.ts";
import type { Query } from "./similar-query.ts";
import { identityReasons, likenessReasons, type Reason } from "./similar-reasons.ts";
import type { Alike } from "./similar-store.ts";

export type Similar = {
  archiveId: ArchiveId;
  title: string;
  reportedOn: Temporal.PlainDate;
  /** From 0 to 1; 1 for the very story. */
  score: number;
  reasons: Reason[];
  /** One of the two cites the other. */
  alreadyRelated: boolean;
};

/** Below it two texts share a number or a common word: so in src/demo/archive-page.txt. */
const leastScore = 0.03;

/** The best first; of equals the newest. */
export function rankAlike(query: Query, alike: readonly Alike[], limit: number): Similar[] {
  return alike
    .map((entry) => judge(query, entry, sharedWith(entry, query.names)))
    .filter(({ score }) => score >= leastScore)
    .toSorted((a, b) => b.score - a.score || (a.archiveId < b.archiveId ? 1 : -1))
    .slice(0, limit);
}

function judge(query: Query, entry: Alike, shared: Terms): Similar {
  const { story } = query;
  const same = identityReasons(query, entry);
  const { archiveId, title, reportedOn } = entry;
  const isCited = story.cites.includes(archiveId);
  const cites = story.archiveId !== null && entry.related.includes(story.archiveId);
  return {
    ...{ archiveId, title, reportedOn },
    score: same.length > 0 ? 1 : cosine(query.terms, shared),
    reasons: [...same, ...likenessReasons(query, entry, shared)],
    alreadyRelated: isCited || cites,
  };
}

/** Of the entry's terms those that the query has, by name. */
function sharedWith({ terms, weights }: Alike, names: ReadonlyMap<number, string>): Terms {
  const shared = new Map<string, number>();
  terms.forEach((hash, n) => {
    const name = names.get(hash);
    if (name !== undefined) shared.set(name, weights[n] ?? 0);
  });
  return shared;
}
