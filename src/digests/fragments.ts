// Each entry is set once, not once a reader: joining strings that are made is what lets every
// reader have a digest of their own.

import type { Archive, Language } from "#base/archive.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { entryHtml, headlineHtml } from "./entry-html.ts";
import { entryText } from "./entry-text.ts";

/** `cited` are those of its related ids that readers can look up. */
export type CitingEntry = PublishedEntry & { cited: readonly string[] };

export type Fragment = {
  text: string;
  full: Piece;
  /** The headline with its links, where the whole would make the mail too large. */
  short: Piece;
};

/** Markup and how many bytes it takes in UTF-8. */
export type Piece = { markup: string; bytes: number };

export type Fragments = (entry: CitingEntry, language: Language) => Fragment;

/** Two languages of some years of weekly digests. */
const limit = 5000;

/** A cache by entry, revision, live links and the mail's language. When it is full it begins again. */
export function openFragments(archive: Pick<Archive, "url">): Fragments {
  const known = new Map<string, Fragment>();
  return (entry, language) => {
    const key = `${entry.id}.${entry.revision}.${language}.${entry.cited.join()}`;
    const found = known.get(key);
    if (found) return found;
    if (known.size >= limit) known.clear();
    const made = makeFragment(entry, language, archive);
    known.set(key, made);
    return made;
  };
}

function makeFragment(
  entry: CitingEntry,
  language: Language,
  archive: Pick<Archive, "url">,
): Fragment {
  return {
    text: entryText(entry, language, archive),
    full: piece(entryHtml(entry, language, archive).markup),
    short: piece(headlineHtml(entry, language, archive).markup),
  };
}

function piece(markup: string): Piece {
  return { markup, bytes: Buffer.byteLength(markup) };
}
