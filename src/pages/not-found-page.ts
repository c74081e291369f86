import { html } from "#base/html.ts";
import type { Page } from "./frame.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** `sentence` says what there is not. */
export function notFoundPage(view: View, sentence: string): Page {
  const words = wordsOf(view);
  return {
    title: words.notFound,
    language: view.language,
    tags: [],
    body: html`<h1>${words.notFound}</h1>
<p>${sentence}</p>
<p><a href="${view.path("/")}">${words.home}</a></p>`,
  };
}
