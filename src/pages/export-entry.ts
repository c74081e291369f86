// A published entry as a line of JSON: the shape that anybody may build on. It only ever grows.

import { type Static, Type } from "typebox";
import type { Archive } from "#base/archive.ts";
import { permalink } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";

const nullableText = (description: string) =>
  Type.Union([Type.String(), Type.Null()], { description });
const instant = (description: string) => Type.String({ format: "date-time", description });

const ExportedEntry = Type.Object({
  archive_id: Type.String({ pattern: "^[0-9]{4}-[0-9]{6}$", description: "Never changes." }),
  permalink: Type.String({ format: "uri", description: "The entry's own page." }),
  date: Type.String({
    format: "date",
    description: "The day of the report in the archive's zone.",
  }),
  time: nullableText("HH:MM in the archive's zone; null where the report has no time."),
  source: Type.String({ description: "Who reported it." }),
  via: nullableText("Who carried it, e.g. Yahoo; null where nobody else did."),
  title: Type.String({ description: "The original headline; empty where it had none." }),
  url: nullableText("The story itself, where it was published; null where it has no address."),
  language: Type.String({ description: "BCP 47 tag of the headline." }),
  summary: Type.String({
    description:
      "The editors' own words in the archive's language, a paragraph a line; ・ and (1) begin list items.",
  }),
  notes: Type.Array(Type.String(), { description: "The editors' remarks, a paragraph each." }),
  related: Type.Array(Type.String(), {
    description: "The archive ids that it refers to, of which some may not be public.",
  }),
  topics: Type.Array(Type.String(), { description: "Names of topics as in addresses." }),
  revision: Type.Integer({ minimum: 1, description: "Counts the published texts." }),
  published_at: instant("When it was first published here."),
  updated_at: instant("When its text last changed."),
});

/** JSON Schema 2020-12 of a line of /entries.jsonl; members may be added, none is taken away. */
export function entrySchema({ url, title }: Archive): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${url}/schema/entry.json`,
    title: `An entry of ${title}`,
    ...ExportedEntry,
  };
}

export function exportedEntry(
  archive: Archive,
  entry: PublishedEntry,
): Static<typeof ExportedEntry> {
  const { source, via, title, url, language, summary, notes, related, topics, revision } = entry;
  return {
    archive_id: entry.archiveId,
    permalink: permalink(archive, entry.archiveId),
    ...{ date: entry.reportedOn.toString(), time: entry.reportedTime, source, via, title, url },
    ...{ language, summary, notes, related, topics, revision },
    published_at: entry.publishedAt.toString(),
    updated_at: entry.updatedAt.toString(),
  };
}
