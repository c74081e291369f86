// The editor's words on an entry as markup that is valid as HTML and as XHTML alike.

import type { Language } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import type { PublishedEntry } from "./published-store.ts";
import { summaryHtml } from "./summary.ts";

type Words = Pick<PublishedEntry, "summary" | "notes" | "related">;

/** Summary, notes and cross references; `addressOf` gives null for an id that is not public. */
export function entryBody(
  entry: Words,
  language: Language,
  addressOf: (id: string) => string | null,
): Html {
  return html`${summaryHtml(entry.summary)}${notes()}${references()}`;

  function notes(): Html | null {
    if (entry.notes.length === 0) return null;
    const paragraphs = entry.notes.map((note) => summaryHtml(note));
    return html`<div class="note"><p>${marks[language].note}</p>${paragraphs}</div>`;
  }

  function references(): Html | null {
    if (entry.related.length === 0) return null;
    const { open, between, close } = marks[language];
    const links = entry.related.map((id, i) => [i > 0 && between, reference(id)]);
    return html`<p class="related">${open}${links}${close}</p>`;
  }

  function reference(id: string): Html {
    const address = addressOf(id);
    return address === null ? html`${id}` : html`<a href="${address}">${id}</a>`;
  }
}

const marks = {
  ja: { note: "【註】", open: "【関連記事:", between: "、", close: "】" },
  en: { note: "Note", open: "Related: ", between: ", ", close: "" },
} as const;
