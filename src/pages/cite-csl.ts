// An entry as CSL-JSON, the data that citation styles are applied to (CSL 1.0.2, csl-data.json).

import type { Archive } from "#base/archive.ts";
import { oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import { permalink } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";

type CslItem = {
  id: string;
  type: "article-newspaper";
  title: string;
  "container-title": string;
  issued: { "date-parts": [[year: number, month: number, day: number]] };
  language: string;
  archive: string;
  archive_location: string;
  URL: string;
  source?: string;
  note?: string;
};

/** An array of one item: what reference managers import. `note` holds the story's own address. */
export function cslJson(archive: Archive, entry: PublishedEntry): string {
  return `${JSON.stringify([cslItem(archive, entry)], null, 2)}\n`;
}

function cslItem(archive: Archive, entry: PublishedEntry): CslItem {
  const { year, month, day } = entry.reportedOn;
  const story = webAddress(entry.url);
  return {
    id: entry.archiveId,
    type: "article-newspaper",
    title: oneLine(entry.title),
    "container-title": oneLine(entry.source),
    issued: { "date-parts": [[year, month, day]] },
    language: entry.language,
    archive: archive.title,
    archive_location: entry.archiveId,
    URL: permalink(archive, entry.archiveId),
    ...(entry.via === null ? {} : { source: oneLine(entry.via) }),
    ...(story === null ? {} : { note: story }),
  };
}
