// How many documents a correction makes again: all that were asked for are asked for once more.

import { sql } from "drizzle-orm";
import type { Archive } from "#base/archive.ts";
import { openLog } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import { bumpPublication, publicationLog } from "#entries/publication-store.ts";
import { listPublished, type PublishedEntry } from "#entries/published-store.ts";
import { documentCache } from "#http/document-cache.ts";
import { createServer } from "#http/server.ts";
import { addPageRoutes } from "#pages/routes.ts";
import { benchConfig } from "../support/config.ts";
import type { Figure } from "../support/figures.ts";

const topics = ["us-japan", "japan-defence"];
const entriesAsked = 200;

export async function oneChange(db: Db): Promise<Figure[]> {
  const documents = documentCache(publicationLog(db), { freshForMs: 0 });
  const server = createServer(openLog({ level: "silent", to: { write: () => {} } }));
  await addPageRoutes(server, { db, archive: archiveOf(), documents });
  const entries = await listPublished(db, { year: 2026, limit: entriesAsked });
  const addresses = addressesOf(entries);
  const ask = async (): Promise<number> => {
    const before = documents.made();
    for (const address of addresses) {
      const { statusCode } = await server.inject(address);
      if (statusCode !== 200) throw new Error(`${address}: ${statusCode}`);
    }
    return documents.made() - before;
  };
  const first = await ask();
  await correct(db, entries[Math.floor(entriesAsked / 2)]);
  const again = await ask();
  await server.close();
  return [
    { name: "documents made for the first readers", value: first },
    {
      ...{ name: "of them made again after one correction", value: again },
      note: "the entry, its lists and what is newest, in both languages",
    },
    { name: "part of all", value: again / first, most: 0.1 },
  ];
}

function archiveOf(): Archive {
  const { archive } = benchConfig("", [], 1);
  return { ...archive, topics: topics.map((slug) => ({ ...archive.topics[0], slug })) as never };
}

/** Every page in both languages, and what machines are told of it. */
function addressesOf(entries: readonly PublishedEntry[]): string[] {
  const years = [2025, 2026].flatMap((year) => [
    `/${year}/`,
    ...topics.map((slug) => `/${year}/${slug}/`),
  ]);
  const pages = [
    ...["/", "/about", "/sources/", ...years, ...topics.map((slug) => `/topics/${slug}/`)],
    ...entries.map(({ archiveId }) => `/entries/${archiveId}`),
  ];
  const months = new Set(entries.map(({ reportedOn }) => reportedOn.toString().slice(0, 7)));
  return [
    ...pages.flatMap((path) => [path, `/en${path}`]),
    ...entries.map(({ archiveId }) => `/entries/${archiveId}.bib`),
    ...["sitemap", "sitemaps/pages", "sitemaps/sources"].map((name) => `/${name}.xml`),
    ...[...months].map((month) => `/sitemaps/${month}.xml`),
  ];
}

async function correct(db: Db, entry: PublishedEntry | undefined): Promise<void> {
  if (!entry) throw new Error("nothing was published");
  await db.transaction(async (db) => {
    await db.execute(
      sql`update entry set summary = '改めた要旨。' where archive_id = ${entry.archiveId}`,
    );
    await bumpPublication(db, [entry]);
  });
}
