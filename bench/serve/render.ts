// What writing a feed of fifty entries takes of the processor, from the entries to the text.

import { writeAtom } from "#feeds/atom.ts";
import { buildFeed } from "#feeds/feed.ts";
import { feedEntry } from "#feeds/feed-entry.ts";
import { writeJsonFeed } from "#feeds/json-feed.ts";
import { writeRss } from "#feeds/rss.ts";
import { feedSpecs } from "#feeds/spec.ts";
import { inventedEntry } from "../../test/support/invented-entries.ts";
import { archive } from "../../test/support/published.ts";
import type { Figure } from "../support/figures.ts";

const [inFeed, warming, measured] = [50, 300, 300];

export function render(): Figure[] {
  const entries = Array.from({ length: inFeed }, (_, n) => ({
    ...inventedEntry(n, { first: "2026-01-01", perDay: 10 }),
    id: n,
  }));
  const titles = new Map(entries.map(({ archiveId, title }) => [archiveId as string, title]));
  const [spec] = feedSpecs(archive);
  if (!spec) throw new Error("no feed of everything");
  const write = (format: typeof writeAtom) => (): string =>
    format(
      buildFeed(archive, spec, {
        entries: entries.map((entry) => feedEntry(archive, entry, { titles, corrections: [] })),
        ...{ withdrawn: [], hub: null, paging: { kind: "complete" } },
      }),
    );
  return [
    { ...cost("Atom", write(writeAtom)), most: 1 },
    cost("RSS, by the package feed", write(writeRss)),
    cost("JSON Feed, by the package feed", write(writeJsonFeed)),
  ];
}

function cost(name: string, write: () => string): Figure {
  for (let n = 0; n < warming; n += 1) write();
  const before = process.cpuUsage();
  for (let n = 0; n < measured; n += 1) write();
  const { user, system } = process.cpuUsage(before);
  const bytes = Buffer.byteLength(write());
  return {
    name: `${name}, ${inFeed} entries: CPU ms`,
    value: (user + system) / 1000 / measured,
    note: `${Math.round(bytes / 1024)} KB`,
  };
}
