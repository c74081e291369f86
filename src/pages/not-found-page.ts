import type { Archive } from "#base/archive.ts";
import { html } from "#base/html.ts";
import type { Page } from "./frame.ts";
import { wordsOf } from "./words.ts";

/** `sentence` says what there is not. */
export function notFoundPage(archive: Archive, sentence: string): Page {
  const words = wordsOf(archive);
  return {
    title: words.notFound,
    language: archive.language,
    body: html`<h1>${words.notFound}</h1>
<p>${sentence}</p>
<p><a href="/">${words.home}</a></p>`,
  };
}
