// Pages from what the database holds; null where nothing published makes one.

import type { Topic } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { parseArchiveId } from "#entries/archive-id.ts";
import {
  countByYear,
  findPublished,
  findWithdrawn,
  listCiting,
  listPublished,
} from "#entries/published-store.ts";
import { entryPage } from "./entry-page.ts";
import type { Page } from "./frame.ts";
import { homePage } from "./home-page.ts";
import { topicYearPage } from "./topic-page.ts";
import type { View } from "./view.ts";
import { withdrawnPage } from "./withdrawn-page.ts";
import { yearPage, yearsOf } from "./year-page.ts";

const entriesAtHome = 40;
/** Far above what a desk writes in a year; a bound for the memory of one page. */
const entriesInYear = 5000;

export async function readHomePage(db: Db, view: View): Promise<Page> {
  const entries = await listPublished(db, { limit: entriesAtHome });
  return homePage(view, entries, yearsOf(await countByYear(db)));
}

export async function readYearPage(db: Db, view: View, year: number): Promise<Page | null> {
  const entries = await listPublished(db, { year, limit: entriesInYear });
  return entries.length === 0 ? null : yearPage(view, year, entries, await countByYear(db));
}

export async function readTopicPage(
  db: Db,
  view: View,
  topic: Topic,
  year: number,
): Promise<Page | null> {
  const entries = await listPublished(db, { topic: topic.slug, year, limit: entriesInYear });
  if (entries.length === 0) return null;
  const years = yearsOf(await countByYear(db), topic.slug);
  const cited = await findPublished(db, [...new Set(entries.flatMap(({ related }) => related))]);
  const publicIds = new Set<string>(cited.map(({ archiveId }) => archiveId));
  return topicYearPage(view, topic, year, { entries, years, publicIds });
}

export async function readEntryPage(db: Db, view: View, text: string): Promise<Page | null> {
  const id = parseArchiveId(text);
  const [entry] = id === null ? [] : await findPublished(db, [id]);
  if (!entry) return null;
  const [cited, citing] = await Promise.all([
    findPublished(db, entry.related),
    listCiting(db, entry.archiveId),
  ]);
  cited.sort((a, b) => (a.archiveId < b.archiveId ? 1 : -1));
  return entryPage(view, entry, { cited, citing });
}

/** Null for an id under which nothing was taken back. */
export async function readWithdrawnPage(db: Db, view: View, text: string): Promise<Page | null> {
  const id = parseArchiveId(text);
  const withdrawn = id === null ? undefined : await findWithdrawn(db, id);
  return withdrawn ? withdrawnPage(view, withdrawn) : null;
}

/** The newest year in which the topic has an entry; null where it has none. */
export async function findNewestYear(db: Db, topic: string): Promise<number | null> {
  return yearsOf(await countByYear(db), topic)[0] ?? null;
}
