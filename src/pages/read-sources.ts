// The pages of who reported; null where nobody of that name did.

import type { Db } from "#db/types.ts";
import type { ArchiveId } from "#entries/archive-id.ts";
import { findPublished } from "#entries/published-store.ts";
import { listReported, listReporters } from "#entries/reporter-store.ts";
import { reporting } from "#entries/reporting.ts";
import type { Page } from "./frame.ts";
import { sourcePage } from "./source-page.ts";
import { sourcesPage } from "./sources-page.ts";
import type { View } from "./view.ts";

const entriesInPart = 50;

export async function readSourcesPage(db: Db, view: View): Promise<Page> {
  return sourcesPage(view, reporting(view.publisherOf, await listReporters(db)));
}

export async function readSourcePage(
  db: Db,
  view: View,
  { slug, before }: { slug: string; before: ArchiveId | undefined },
): Promise<Page | null> {
  const all = reporting(view.publisherOf, await listReporters(db));
  const one = all.find(({ publisher }) => publisher.slug === slug);
  if (!one) return null;
  const ids = await listReported(db, {
    sources: one.spellings,
    ...(before === undefined ? {} : { before }),
    limit: entriesInPart + 1,
  });
  const entries = await findPublished(db, ids.slice(0, entriesInPart));
  entries.sort((a, b) => (a.archiveId < b.archiveId ? 1 : -1));
  return sourcePage(view, one, { entries, before, hasMore: ids.length > entriesInPart });
}
