// What published entries are looked for by. Pure.

import { type Entities, findEntities } from "#likeness/entities.ts";
import { hashTerm } from "#likeness/hash-term.ts";
import { likeEntryTerms } from "#likeness/like-entry.ts";
import type { Terms } from "#likeness/terms.ts";
import type { ArchiveId } from "./archive-id.ts";
import { heaviest, identityTerms } from "./entry-terms.ts";

export type Story = {
  /** The first one stands for the story. */
  reports: readonly { title: string; text: string; url: string | null }[];
  /** In the archive's zone. */
  on: Temporal.PlainDate;
  /** Archive ids that it cites. */
  cites: readonly string[];
  /** Its own archive id, where it has one: whoever cites that is related already. */
  archiveId: ArchiveId | null;
};

export type Query = {
  story: Story;
  terms: Terms;
  /** The terms by their hashes, as the index has them. */
  names: ReadonlyMap<number, string>;
  /** Those of the terms that are names of a thing, in whatever language. */
  entities: ReadonlySet<string>;
  /** Addresses and headlines, as identityTerms has them. */
  identities: ReadonlySet<string>;
};

const mostReports = 8;

export function queryOf(story: Story, entities: Entities): Query {
  const reports = story.reports.slice(0, mostReports);
  const each = reports.map(({ title, text }) => likeEntryTerms({ title, lead: text }, entities));
  const terms = together(each);
  const named = reports.flatMap(({ title, text }) => findEntities(`${title} ${text}`, entities));
  return {
    story,
    terms,
    names: new Map([...terms.keys()].map((term) => [hashTerm(term), term])),
    entities: new Set(named),
    identities: new Set(story.reports.flatMap(identityTerms)),
  };
}

/** What to look up: whatever identifies the story, and the `count` heaviest terms. */
export function wantedTerms(
  { terms, identities }: Query,
  count: number,
): { hash: number; weight: number }[] {
  const weighed = [...identities].map((term): [string, number] => [term, 1]);
  return [...weighed, ...heaviest(terms, count)].map(([term, weight]) => ({
    hash: hashTerm(term),
    weight,
  }));
}

/** All reports as one, of length 1; the first counts twice. */
function together([first, ...others]: readonly Terms[]): Terms {
  if (!first || others.length === 0) return first ?? new Map();
  const sum = new Map<string, number>();
  for (const terms of [first, first, ...others]) {
    for (const [term, weight] of terms) sum.set(term, (sum.get(term) ?? 0) + weight);
  }
  const length = Math.hypot(...sum.values());
  for (const [term, weight] of sum) sum.set(term, weight / length);
  return sum;
}
