// Items of a reading as stories to store.

import type { Topic } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { passesGate } from "#sources/gate.ts";
import type { Item } from "#sources/item.ts";
import type { Lease, LeasedSource } from "#sources/poll-store.ts";
import { digestOf, identitiesOf, lookUpKeys } from "./identity.ts";
import { listKnown, type Story } from "./store.ts";
import { topicsOf } from "./topics.ts";

/** Each story once, the oldest first; what the source's gate does not let through is left out. */
export async function readStories(
  db: Db,
  items: readonly Item[],
  { source, state }: Pick<Lease, "source" | "state">,
  topics: readonly Topic[],
): Promise<readonly Story[]> {
  if (items.length === 0) return [];
  // Of a source that was never read nothing can be known.
  const known = state.lastOkAt === null ? [] : await listKnown(db, source.id, lookUpKeys(items));
  const identities = identitiesOf(items, known);
  const stories = new Map<string, Story>();
  items.forEach((item, n) => {
    const identity = identities[n] ?? "";
    // A feed that has a story twice means the first.
    if (!stories.has(identity) && passesGate(item, source.gate)) {
      stories.set(identity, storyOf(item, identity, source, topics));
    }
  });
  // Feeds are newest first; the oldest must get the lowest number.
  return [...stories.values()].toReversed();
}

function storyOf(
  item: Item,
  identity: string,
  source: LeasedSource,
  topics: readonly Topic[],
): Story {
  return {
    identity,
    digest: digestOf(item),
    title: item.title,
    excerpt: item.excerpt,
    url: item.canonicalUrl ?? item.url,
    publisher: item.publisher ?? source.name,
    topics: topicsOf(item, source.topics, topics),
    published_at: item.publishedAt,
    published_raw: item.publishedRaw,
    timed: item.timed,
  };
}
