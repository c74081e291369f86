// Every kind of page of the archive that `fillReadingArchive` fills, by address.

import { readingIds } from "./reading-archive.ts";

const entry = (id: string): string => `/entries/${id}`;

export const kindsOfPage: readonly (readonly [kind: string, address: string])[] = [
  ["front page", "/"],
  ["front page in English", "/en/"],
  ["year", "/2026/"],
  ["topic's year", "/2026/us-japan/"],
  ["topic", "/topics/harbour/"],
  ["entry with all that it can have", entry(readingIds.followed)],
  ["the same in English", `/en${entry(readingIds.followed)}`],
  ["corrected entry", entry(readingIds.corrected)],
  ["entry without headline", entry(readingIds.bare)],
  ["withdrawn entry", entry(readingIds.withdrawn)],
  ["year without entries", "/1999/"],
  ["mistyped address", "/abuot"],
  ["sources", "/sources/"],
  ["source", "/sources/wire/"],
  ["glossary", "/glossary"],
  ["search", "/search"],
  ["search with results", "/search?q=%E8%A8%93%E7%B7%B4"],
  ["search in English without results", "/en/search?q=nothing-at-all"],
  ["about", "/about"],
  ["problem type", "/problems/stale-version"],
  ["subscribe", "/subscribe"],
  ["sign in", "/sign-in"],
];
