// A year of the archive as a folder: its entries as data, and its pages as they are read.

import type { Db } from "#db/types.ts";
import { listPublished, type PublishedEntry } from "#entries/published-store.ts";
import { entryPath } from "./entry-parts.ts";
import { exportedEntry } from "./export-entry.ts";
import { type LocalFiles, localMarkup } from "./export-local.ts";
import type { ZipPart } from "./export-zip.ts";
import { type Page, pageFrame } from "./frame.ts";
import { readEntryPage, readTopicYearPage, readYearPage } from "./read-pages.ts";
import { icon, stylesheet, stylesheetAddress } from "./stylesheet.ts";
import type { View } from "./view.ts";
import { yearPath } from "./year-links.ts";

/** As many as the year's own page shows. */
const entriesInYear = 5000;

/** Files under a folder of the year's name; none for a year in which nothing is published. */
export async function* yearFolder(db: Db, view: View, year: number): AsyncGenerator<ZipPart> {
  const entries = await listPublished(db, { year, limit: entriesInYear });
  const days = entries.map((entry) => changedOn(view, entry)).toSorted(Temporal.PlainDate.compare);
  const newest = days.at(-1);
  if (newest === undefined) return;
  const { archive } = view;
  const files = filesOf(view, year, entries);
  const frame = pageFrame(archive);

  yield part("entries.jsonl", newest, entries.map((entry) => line(view, entry)).join(""));
  yield part("style.css", newest, stylesheet);
  yield part("icon.svg", newest, icon);
  yield* pagePart(yearPath(year), newest, await readYearPage(db, view, year));
  for (const topic of archive.topics) {
    const page = await readTopicYearPage(db, view, topic, year);
    yield* pagePart(yearPath(year, topic.slug), newest, page);
  }
  for (const entry of entries) {
    const page = await readEntryPage(db, view, entry.archiveId);
    yield* pagePart(entryPath(entry.archiveId), changedOn(view, entry), page);
  }

  function part(name: string, changedOn: Temporal.PlainDate, text: string): ZipPart {
    return { name: `${year}/${name}`, changedOn, text };
  }

  /** What was taken back in the meantime is left out. */
  function* pagePart(path: string, on: Temporal.PlainDate, page: Page | null): Generator<ZipPart> {
    const name = files.get(path);
    if (page === null || name === undefined) return;
    yield part(name, on, localMarkup(frame(page).markup, { name, files, url: archive.url }));
  }
}

function filesOf(view: View, year: number, entries: readonly PublishedEntry[]): LocalFiles {
  const withEntries = view.archive.topics.filter(({ slug }) =>
    entries.some(({ topics }) => topics.includes(slug)),
  );
  return new Map([
    [stylesheetAddress, "style.css"],
    ["/assets/icon.svg", "icon.svg"],
    [yearPath(year), "index.html"],
    ...withEntries.map(({ slug }) => [yearPath(year, slug), `${slug}/index.html`] as const),
    ...entries.map(({ archiveId }) => [entryPath(archiveId), `entries/${archiveId}.html`] as const),
  ]);
}

function line({ archive }: View, entry: PublishedEntry): string {
  return `${JSON.stringify(exportedEntry(archive, entry))}\n`;
}

function changedOn({ archive }: View, { updatedAt }: PublishedEntry): Temporal.PlainDate {
  return updatedAt.toZonedDateTimeISO(archive.timeZone).toPlainDate();
}
