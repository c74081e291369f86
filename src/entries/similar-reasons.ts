// What speaks for an entry, for an editor to read. Pure.

import { sharedTerms } from "#likeness/cosine.ts";
import type { Terms } from "#likeness/terms.ts";
import { identityTerms } from "./entry-terms.ts";
import type { Query } from "./similar-query.ts";
import type { Alike } from "./similar-store.ts";

export const reasonKinds = [
  ...(["same-address", "same-headline"] as const),
  ...(["entity", "terms", "cites", "days"] as const),
] as const;

/** `of` holds what is shared: an address, a headline, names, terms, archive ids; or a number of days. */
export type Reason = { kind: (typeof reasonKinds)[number]; of: string[] };

const termsShown = 6;
/** What is further apart is not told to be near. */
const nearDays = 14;

/** None: it is another story. */
export function identityReasons({ identities }: Query, { url, title }: Alike): Reason[] {
  const has = (told: { url: string | null; title: string }): boolean =>
    identityTerms(told).some((term) => identities.has(term));
  return [
    ...reason("same-address", url !== null && has({ url, title: "" }) ? [url] : []),
    ...reason("same-headline", has({ url: null, title }) ? [title] : []),
  ];
}

/** `shared` are the entry's weights of the query's terms. */
export function likenessReasons(
  { terms, entities, story }: Query,
  entry: Alike,
  shared: Terms,
): Reason[] {
  const named = [...entities].filter((entity) => shared.has(entity));
  const words = sharedTerms(terms, shared, termsShown + named.length)
    .filter((term) => !entities.has(term))
    .slice(0, termsShown);
  const cited = story.cites.filter((id) => entry.related.includes(id));
  const days = Math.abs(story.on.until(entry.reportedOn).days);
  return [
    ...reason("entity", named),
    ...reason("terms", words),
    ...reason("cites", cited),
    ...reason("days", days <= nearDays ? [String(days)] : []),
  ];
}

function reason(kind: Reason["kind"], of: string[]): Reason[] {
  return of.length === 0 ? [] : [{ kind, of }];
}
