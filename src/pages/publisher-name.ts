import { type Html, html } from "#base/html.ts";
import { languageOf } from "#entries/language.ts";
import type { Publisher } from "#entries/publishers.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";

/** In the reader's language where it has one, marked where not. */
export function publisherName(view: View, { name, nameEn }: Publisher): Html {
  const shown = view.language === "en" ? (nameEn ?? name) : name;
  const attribute = lang(view, languageOf(shown));
  return attribute === false ? html`${shown}` : html`<span${attribute}>${shown}</span>`;
}
