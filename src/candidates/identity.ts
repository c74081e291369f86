// What makes two readings of a source the same story, and what makes the story changed.

import { createHash } from "node:crypto";
import { foldText } from "#base/text.ts";
import type { Item } from "#sources/item.ts";

/** A story of the source that is stored already. */
export type Known = {
  identity: string;
  url: string | null;
  title: string;
  publishedAt: Temporal.Instant | null;
};

/**
 * The identity of each item, in the order of the items: its guid, else its canonical address, else a
 * hash of headline and date; never its text, since an edited story stays the same candidate.
 *
 * Feeds break this in known ways. What several items of one feed share identifies none of them: some
 * have one guid for all, some link every item to the front page. A known address under a new guid is
 * the known story. A known guid is another story where address and headline have both changed, unless
 * the date says that it is the same.
 */
export function identitiesOf(items: readonly Item[], known: readonly Known[]): string[] {
  const guids = countOf(items.map(({ guid }) => guid));
  const addresses = countOf(items.map(({ canonicalUrl }) => canonicalUrl));
  const byIdentity = new Map(known.map((one) => [one.identity, one]));
  const byAddress = new Map(known.map((one) => [one.url, one.identity]));

  return items.map((item) => {
    const { canonicalUrl } = item;
    const ownAddress = canonicalUrl !== null && addresses.get(canonicalUrl) === 1;
    const knownAddress = ownAddress ? byAddress.get(canonicalUrl) : undefined;
    if (knownAddress !== undefined) return knownAddress;
    const ownGuid = item.guid !== null && guids.get(item.guid) === 1;
    const guid = ownGuid ? `guid:${shortened(item.guid ?? "")}` : undefined;
    if (guid !== undefined && !isReused(byIdentity.get(guid), item)) return guid;
    if (canonicalUrl !== null && (ownAddress || !ownGuid)) return `url:${shortened(canonicalUrl)}`;
    return `hash:${sha256(`${foldText(item.title)}\n${item.publishedRaw ?? ""}`)}`;
  });
}

/** Of a story by itself, beside no feed and nothing known. */
export function identityOf(item: Item): string {
  return identitiesOf([item], [])[0] ?? "";
}

/** What items and stored stories are looked up by, before their identities are known. */
export function lookUpKeys(items: readonly Item[]): { identities: string[]; urls: string[] } {
  return {
    identities: items.flatMap(({ guid }) => (guid === null ? [] : [`guid:${shortened(guid)}`])),
    urls: items.flatMap(({ canonicalUrl }) => canonicalUrl ?? []),
  };
}

/** Changes when what an editor sees of the story changes; the date alone is not a change. */
export function digestOf(item: Item): string {
  return sha256([item.title, item.excerpt, item.canonicalUrl ?? ""].map(foldText).join("\n"));
}

function isReused(known: Known | undefined, item: Item): boolean {
  if (known === undefined || item.canonicalUrl === null) return false;
  const sameDate = item.publishedAt !== null && known.publishedAt?.equals(item.publishedAt);
  return (
    known.url !== item.canonicalUrl && foldText(known.title) !== foldText(item.title) && !sameDate
  );
}

function countOf(names: readonly (string | null)[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** An index row holds at most 2,704 bytes, and a guid may be longer. */
function shortened(name: string): string {
  return name.length <= 500 ? name : sha256(name);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
