// How a query was read, told where it was more than words.

import { topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { cutText } from "#base/text.ts";
import type { Part } from "#search/part.ts";
import type { ParsedQuery } from "#search/query.ts";
import { type SearchWords, searchWordsOf } from "./search-words.ts";
import type { View } from "./view.ts";

export function searchReading(view: View, { parts, left }: ParsedQuery): Html | null {
  const words = searchWordsOf(view);
  const isPlain = parts.every((part) => part.kind === "text" && !part.not && isAsTyped(part));
  if (isPlain && left.length === 0) return null;
  const told = parts.map((part) => `${part.not ? `${words.not}: ` : ""}${tell(view, words, part)}`);
  const dropped = cutText(left.join(" "), 80);
  return html`<p class="meta">${told.length > 0 && html`${words.read}: ${told.join(words.comma)}`}${
    left.length > 0 && html`<br>${words.left}: ${dropped}`
  }</p>`;
}

/** A colon is what an operator would have had; that it was read as text is said. */
function isAsTyped(part: Part): boolean {
  return part.kind === "text" && !part.term.exact && !/[:：]/.test(part.written);
}

function tell(view: View, words: SearchWords, part: Part): string {
  if (part.kind === "text") {
    return (part.term.exact ? words.exact : words.text)(part.term.written);
  }
  if (part.kind === "source") {
    return (part.term.exact ? words.sourceExact : words.source)(part.term.written);
  }
  if (part.kind === "id") return words.id(part.begins);
  if (part.kind === "days") return tellDays(words, part);
  const topic = view.archive.topics.find(({ slug }) => slug === part.slug);
  return words.topic(topic ? topicTitle(topic, view.language) : part.slug);
}

function tellDays(
  words: SearchWords,
  { from, to, bound }: Extract<Part, { kind: "days" }>,
): string {
  const day = (on: Temporal.PlainDate): string => (bound ? on.toString() : words.year(on.year));
  if (from !== null && to !== null && from.year === to.year) return words.year(from.year);
  return [from && words.since(day(from)), to && words.until(day(to))]
    .filter((end) => end !== null)
    .join(" ");
}
