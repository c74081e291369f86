import { type Topic, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { languageOf } from "#entries/language.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";

/** A topic's name; marked where the reader's language has none, so that another's stands in. */
export function topicName(view: View, topic: Topic): Html {
  const attribute = topicLang(view, topic);
  const title = topicTitle(topic, view.language);
  return attribute === false ? html`${title}` : html`<span${attribute}>${title}</span>`;
}

/** For an element that holds nothing but the name. */
export function topicLang(view: View, topic: Topic): Html | false {
  if (view.language === view.archive.language) return false;
  return lang(view, languageOf(topicTitle(topic, view.language)));
}
