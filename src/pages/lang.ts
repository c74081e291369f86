// In which language a run of text is, where that is not the language of the page around it.

import { type Html, html } from "#base/html.ts";
import { languageOf } from "#entries/language.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import type { View } from "./view.ts";

/** The attribute with a blank before it; nothing where it would say what the page says. */
export function lang(view: Pick<View, "language">, language: string): Html | false {
  return language !== view.language && html` lang="${language}"`;
}

/** Of a source's name, which stands in its own script: Latin ones are of the entry's language. */
export function sourceLang(
  view: Pick<View, "language">,
  { source, language }: Pick<PublishedEntry, "source" | "language">,
): Html | false {
  if (languageOf(source) === "ja") return lang(view, "ja");
  // NHK in Japanese text is read as Japanese.
  return language !== "ja" && lang(view, language);
}
