// Who had reported a story when it was accepted: kept with the entry, whatever happens to the stack.

import type { Candidate } from "#candidates/store.ts";
import type { ReportedBy } from "./table.ts";

/** One a candidate, those that only repeat another's headline too. */
export function reportedBy(candidates: readonly Candidate[]): ReportedBy[] {
  return candidates.map((candidate) => ({
    candidate: candidate.id,
    source: candidate.publisher,
    via: candidate.via,
    title: candidate.title,
    url: candidate.url,
    language: candidate.language,
    published_at: candidate.publishedAt?.toString() ?? null,
  }));
}
