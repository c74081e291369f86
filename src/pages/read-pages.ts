// Pages from what the database holds; null where nothing published makes one.

import type { Topic } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { parseArchiveId } from "#entries/archive-id.ts";
import { followUp } from "#entries/follow-up.ts";
import {
  countByYear,
  findPublished,
  findWithdrawn,
  listCiting,
  listPublished,
} from "#entries/published-store.ts";
import { listRevisions } from "#entries/revision-store.ts";
import { entryPage } from "./entry-page.ts";
import type { Page } from "./frame.ts";
import { homePage } from "./home-page.ts";
import { topicPage } from "./topic-page.ts";
import { topicYearPage } from "./topic-year-page.ts";
import type { View } from "./view.ts";
import { withdrawnPage } from "./withdrawn-page.ts";
import { yearPage, yearsOf } from "./year-page.ts";

const entriesAtHome = 40;
const latestOfTopic = 20;
/** Of an entry; nobody corrects one more often. */
const correctionsShown = 50;
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

export async function readTopicYearPage(
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

export async function readTopicPage(db: Db, view: View, topic: Topic): Promise<Page> {
  const [latest, counts] = await Promise.all([
    listPublished(db, { topic: topic.slug, limit: latestOfTopic }),
    countByYear(db),
  ]);
  const years = counts.filter((count) => count.topic === topic.slug);
  return topicPage(view, topic, { latest, years });
}

export async function readEntryPage(db: Db, view: View, text: string): Promise<Page | null> {
  const id = parseArchiveId(text);
  const [entry] = id === null ? [] : await findPublished(db, [id]);
  if (!entry) return null;
  const [cited, citing, line, revisions] = await Promise.all([
    findPublished(db, entry.related),
    listCiting(db, entry.archiveId),
    followUp(db, entry),
    listRevisions(db, entry.id, { limit: correctionsShown + 1 }),
  ]);
  cited.sort((a, b) => (a.archiveId < b.archiveId ? 1 : -1));
  return entryPage(view, entry, { cited, citing, line, revisions });
}

/** Null for an id under which nothing was taken back. */
export async function readWithdrawnPage(db: Db, view: View, text: string): Promise<Page | null> {
  const id = parseArchiveId(text);
  const withdrawn = id === null ? undefined : await findWithdrawn(db, id);
  return withdrawn ? withdrawnPage(view, withdrawn) : null;
}
