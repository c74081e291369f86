import type { Topic } from "#base/archive.ts";
import { mentions } from "#base/keywords.ts";
import { foldText } from "#base/text.ts";

/** The topics of a story: of those its source may belong to, the ones a keyword of which it has. */
export function topicsOf(
  story: { title: string; excerpt: string },
  sourceTopics: readonly string[],
  topics: readonly Topic[],
): string[] {
  const text = foldText(`${story.title} ${story.excerpt}`);
  return topics
    .filter(({ slug }) => sourceTopics.includes(slug))
    .filter(({ keywords }) => keywords.some((keyword) => mentions(text, foldText(keyword))))
    .map(({ slug }) => slug);
}
