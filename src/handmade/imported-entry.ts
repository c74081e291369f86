// An entry of a hand-made page as it is stored.

import type { ArchiveId } from "#entries/archive-id.ts";
import { languageOf } from "#entries/language.ts";
import type { NewEntry } from "#entries/store.ts";
import type { EntryText } from "#entries/text.ts";
import type { CompleteEntry } from "./import-text.ts";

/** Who made it, in the audit trail and in the entry. */
export const importer = "import";

export type ImportedEntry = NewEntry & EntryText & { archiveId: ArchiveId };

/** It counts as published when its story was reported. */
export function importedEntry(
  parsed: CompleteEntry,
  { topic, timeZone, now }: { topic: string; timeZone: string; now: Temporal.Instant },
): ImportedEntry {
  const reportedOn = Temporal.PlainDate.from(parsed.date);
  // Without a time it comes last in its day, as its number on the page does.
  const time = Temporal.PlainTime.from(parsed.time ?? "23:59");
  const at = reportedOn.toZonedDateTime({ timeZone, plainTime: time }).toInstant();
  return {
    archiveId: parsed.id,
    state: "published",
    reportedOn,
    reportedTime: parsed.time,
    source: parsed.source,
    via: parsed.via,
    title: parsed.title,
    url: parsed.url,
    language: parsed.language ?? languageOf(parsed.title),
    summary: parsed.summaryText,
    notes: [...parsed.notes],
    related: [...parsed.related],
    topics: [topic],
    revision: 1,
    createdAt: now,
    createdBy: importer,
    publishedAt: at,
    updatedAt: at,
  };
}
