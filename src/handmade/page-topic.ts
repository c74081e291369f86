import type { Topic } from "#base/archive.ts";
import { foldText } from "#base/text.ts";

/**
 * The slug of the topic whose page it is, by its heading (2025年の日米防衛協力に関する報道), else by a
 * name in its path: us-japan/2025.html, us-japan-2025.txt. Null where neither tells.
 */
export function topicOfPage(
  { heading, path }: { heading: string | null; path: string },
  topics: readonly Pick<Topic, "slug" | "page_title">[],
): string | null {
  const folded = foldText(heading ?? "").replace(/\d{4}/, "{year}");
  const byHeading = topics.find(({ page_title }) => foldText(page_title) === folded);
  if (byHeading) return byHeading.slug;
  const longestFirst = topics.toSorted((a, b) => b.slug.length - a.slug.length);
  const parts = path.split(/[\\/]/).toReversed();
  for (const part of parts) {
    const found = longestFirst.find(({ slug }) => isNamed(part.toLowerCase(), slug));
    if (found) return found.slug;
  }
  return null;
}

/** As a whole word, so that a topic `sea` is not found in `search`. */
function isNamed(part: string, slug: string): boolean {
  return `-${part.replaceAll(/[._\s]/g, "-")}-`.includes(`-${slug}-`);
}
