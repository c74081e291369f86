// What each publisher reported, whatever its name was spelt like.

import { type Html, html } from "#base/html.ts";
import { languageOf } from "#entries/language.ts";
import type { Publisher } from "#entries/publishers.ts";
import type { Reporter } from "#entries/reporter-store.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";

export type Reporting = {
  publisher: Publisher;
  /** As entries have it, the most usual first. */
  spellings: readonly string[];
  entries: number;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
};

/** Spellings of one publisher together, who reported most first. */
export function reporting(
  { publisherOf }: Pick<View, "publisherOf">,
  reporters: readonly Reporter[],
): Reporting[] {
  const groups = Map.groupBy(reporters, ({ source }) => publisherOf(source).slug);
  return [...groups.values()]
    .map((group) => together(publisherOf, group))
    .toSorted((a, b) => b.entries - a.entries);
}

function together(publisherOf: View["publisherOf"], group: readonly Reporter[]): Reporting {
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

/** In the reader's language where it has one, marked where not. */
export function publisherName(view: View, { name, nameEn }: Publisher): Html {
  const shown = view.language === "en" ? (nameEn ?? name) : name;
  const attribute = lang(view, languageOf(shown));
  return attribute === false ? html`${shown}` : html`<span${attribute}>${shown}</span>`;
}
