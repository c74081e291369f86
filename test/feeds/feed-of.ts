// A feed of invented entries, as the writers get it.

import { buildFeed, type Feed, type FeedContent } from "#feeds/feed.ts";
import { feedEntry } from "#feeds/feed-entry.ts";
import { feedSpecs } from "#feeds/spec.ts";
import { archive, samples } from "../support/published.ts";

export function feedOf(
  path: string,
  entries = samples,
  more: Partial<FeedContent> & { titles?: ReadonlyMap<string, string> } = {},
): Feed {
  const spec = feedSpecs(archive).find((spec) => spec.path === path);
  if (!spec) throw new Error(`no feed ${path}`);
  const { titles = new Map(), ...content } = more;
  return buildFeed(archive, spec, {
    entries: entries.map((entry) => feedEntry(archive, entry, { titles, corrections: [] })),
    ...{ withdrawn: [], paging: { kind: "complete" }, hub: null },
    ...content,
  });
}
