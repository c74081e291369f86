// What a published entry is found by: the terms of its text, and what identifies its story.

import { type Entities, noEntities } from "#likeness/entities.ts";
import { hashTerm } from "#likeness/hash-term.ts";
import { likeEntryTerms } from "#likeness/like-entry.ts";
import type { Terms } from "#likeness/terms.ts";
import { titleKey } from "#likeness/title-key.ts";
import { canonicalUrl } from "#sources/canonical-url.ts";

/** Raise it when terms are made in another way that the sample does not show. */
const version = 1;
const sample = {
  title: "三ヵ国の掃海訓練、東湾で24日に始まる",
  summary:
    "防衛省は24日、F-35Bなど12機が参加する共同訓練を開始した。 Harbor drill begins in Tokyo.",
  url: "https://wire.example/1?utm_source=feed",
};

/** Of the heaviest terms of an entry so many are kept; the rest changes no order. */
const kept = 256;
/** By so many of them it is found. */
export const posted = 48;

/** How terms are made, as a number; reckoned when it is first asked for. */
export type Features = () => number;

/** What was indexed under another number is indexed anew. */
export function featuresOf(list: readonly { names: readonly string[] }[]): Features {
  let number: number | undefined;
  return () => {
    number ??= hashTerm(JSON.stringify([version, indexTerms(sample, noEntities), list]));
    return number;
  };
}

export type IndexedText = { title: string; summary: string; url: string | null };

/** Hashes and weights, the heaviest first; what identifies the story comes before all. */
export function indexTerms(
  { title, summary, url }: IndexedText,
  entities: Entities,
): { terms: number[]; weights: number[] } {
  const text = likeEntryTerms({ title, lead: summary }, entities);
  const weighed = [...identityTerms({ title, url }).map(whole), ...heaviest(text, kept)];
  return {
    terms: weighed.map(([term]) => hashTerm(term)),
    weights: weighed.map(([, weight]) => Math.round(weight * 1e5) / 1e5),
  };
}

/** Terms that no text has: the story's address, and its headline as tier 1 compares it. */
export function identityTerms({ title, url }: { title: string; url: string | null }): string[] {
  const [address, key] = [url === null ? null : canonicalUrl(url), titleKey(title)];
  return [...(address === null ? [] : [`= ${address}`]), ...(key === "" ? [] : [`" ${key}`])];
}

/** The `count` heaviest; alike ones in the order of their letters, so that it is always the same. */
export function heaviest(terms: Terms, count: number): [term: string, weight: number][] {
  return [...terms].toSorted(([t, a], [u, b]) => b - a || (t < u ? -1 : 1)).slice(0, count);
}

function whole(term: string): [term: string, weight: number] {
  return [term, 1];
}
