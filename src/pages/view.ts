// The archive as one reader sees it: the entries in their own languages, the words around them in his.

import type { Archive, Language } from "#base/archive.ts";
import type { GlossaryTerm } from "#entries/glossary-file.ts";
import { type NamedSource, type Publisher, publisherFinder } from "#entries/publishers.ts";
import { type Abbreviate, abbreviator } from "./glossary.ts";

export type View = {
  archive: Archive;
  /** Of the words around the entries. */
  language: Language;
  /** The address of an internal page in this view: "/2026/" to "/en/2026/". */
  path: (plain: string) => string;
  /** Who reported an entry, by its `source`. */
  publisherOf: (source: string) => Publisher;
  glossary: readonly GlossaryTerm[];
  /** Explains, in an entry's markup, the first use of each of those. */
  abbreviate: Abbreviate;
};

/** What the configuration says beyond the archive itself. */
export type ViewSettings = {
  sources?: readonly NamedSource[];
  glossary?: readonly GlossaryTerm[];
};

const languages: readonly Language[] = ["ja", "en"];

/** All views; the first is in the archive's own language, at the plain addresses. */
export function viewsOf(archive: Archive, settings: ViewSettings = {}): readonly [View, ...View[]] {
  const others = languages.filter((language) => language !== archive.language);
  return [
    viewOf(archive, archive.language, settings),
    ...others.map((language) => viewOf(archive, language, settings)),
  ];
}

export function viewOf(
  archive: Archive,
  language: Language,
  { sources = [], glossary = [] }: ViewSettings = {},
): View {
  const prefix = language === archive.language ? "" : `/${language}`;
  const place = { archive, language, path: (plain: string): string => prefix + plain };
  return {
    ...place,
    publisherOf: publisherFinder(sources),
    glossary,
    abbreviate: abbreviator(place, glossary),
  };
}
