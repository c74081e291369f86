// What each publisher reported, whatever its name was spelt like.

import type { Publisher } from "./publishers.ts";
import type { Reporter } from "./reporter-store.ts";

type PublisherOf = (source: string) => Publisher;

export type Reporting = {
  publisher: Publisher;
  /** As entries have it, the most usual first. */
  spellings: readonly string[];
  entries: number;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
};

/** Spellings of one publisher together, who reported most first. */
export function reporting(publisherOf: PublisherOf, reporters: readonly Reporter[]): Reporting[] {
  const groups = Map.groupBy(reporters, ({ source }) => publisherOf(source).slug);
  return [...groups.values()]
    .map((group) => together(publisherOf, group))
    .toSorted((a, b) => b.entries - a.entries);
}

function together(publisherOf: PublisherOf, group: readonly Reporter[]): Reporting {
  const days = group.flatMap(({ first, last }) => [first, last]);
  const inOrder = days.toSorted(Temporal.PlainDate.compare);
  return {
    publisher: publisherOf(group[0]?.source ?? ""),
    spellings: group.map(({ source }) => source),
    entries: group.reduce((sum, { entries }) => sum + entries, 0),
    first: inOrder.at(0) as Temporal.PlainDate,
    last: inOrder.at(-1) as Temporal.PlainDate,
  };
}
