// A topic's year as the page that was once kept by hand: what import reads.

import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { eachPublished } from "#entries/each-published.ts";
import { countByYear } from "#entries/published-store.ts";
import { writeHtml } from "./write-html.ts";
import { writeText } from "./write-text.ts";

export type Form = "html" | "text";

const atOnce = 1000;

/** Null where the archive has no such topic, or nothing of it in that year. */
export async function exportPage(
  db: Db,
  { archive, knownSources }: { archive: Archive; knownSources: readonly string[] },
  { topic: slug, year, form }: { topic: string; year: number; form: Form },
): Promise<string | null> {
  const topic = archive.topics.find((one) => one.slug === slug);
  const parts = topic
    ? await Array.fromAsync(eachPublished(db, { topic: slug, year, atOnce }))
    : [];
  const entries = parts.flat();
  if (!topic || entries.length === 0) return null;
  const counts = await countByYear(db);
  const page = {
    heading: topic.page_title.replaceAll("{year}", String(year)),
    language: archive.language,
    years: counts.filter((row) => row.topic === slug && row.year !== year).map((row) => row.year),
    addressOf: (other: number) => `${archive.url}/${other}/${slug}/`,
    entries,
  };
  return form === "html" ? writeHtml(page, knownSources) : writeText(page, knownSources);
}
