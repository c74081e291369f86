// The words of a feed, whichever element holds them, as text.

import { cleanText, oneLine } from "#base/text.ts";
import { htmlToText } from "./html-text.ts";
import type { FieldName } from "./names.ts";
import type { Element, Fields, RawFeed } from "./rss.ts";

type Format = RawFeed["format"];

/** Of markup, before it is reduced: what follows cannot reach the excerpt. */
const maxMarkup = 100_000;

const titles = ["title", "atom:title", "dc:title"] as const;
const excerpts = [
  "description",
  "summary",
  "atom:summary",
  "content",
  "content:encoded",
  "dc:description",
] as const;

/** One line; "" where there is none. */
export function titleOf(fields: Fields, format: Format): string {
  return oneLine(textOf(fields, titles, format));
}

/** Lines of text; "" where there is none. */
export function excerptOf(fields: Fields, format: Format): string {
  return textOf(fields, excerpts, format);
}

/** The first field that has text. */
function textOf(fields: Fields, names: readonly FieldName[], format: Format): string {
  for (const name of names) {
    for (const element of fields.all(name)) {
      const markup = cutMarkup(element.text);
      const text = isPlain(name, element, format) ? cleanText(markup).trim() : htmlToText(markup);
      if (text) return text;
    }
  }
  return "";
}

/** Cut before a tag rather than in it. */
function cutMarkup(markup: string): string {
  if (markup.length <= maxMarkup) return markup;
  return markup.slice(0, maxMarkup).replace(/<[^<>]*$/, "");
}

/**
 * Atom says what is markup (RFC 4287 §3.1.1; in Atom 0.3 by `mode`); RSS does not, and its titles
 * hold markup as often as its descriptions do.
 */
function isPlain(name: FieldName, { attributes }: Element, format: Format): boolean {
  if (format === "rss" && !name.startsWith("atom:")) return false;
  const type = attributes.type?.toLowerCase() ?? "text";
  return /^text(\/plain)?$/.test(type) && !attributes.mode;
}
