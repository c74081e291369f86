import type { Topic } from "#base/archive.ts";
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

/** Latin words match whole ("us" is not in "focus"); Japanese has no word breaks to ask for. */
function mentions(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!joined(text[at - 1], word[0]) && !joined(word.at(-1), text[at + word.length])) return true;
  }
  return false;
}

function joined(left: string | undefined, right: string | undefined): boolean {
  return /^[a-z0-9]{2}$/.test(`${left ?? ""}${right ?? ""}`);
}
