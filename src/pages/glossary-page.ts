import { type Html, html } from "#base/html.ts";
import { webAddress } from "#base/web-address.ts";
import { type GlossaryTerm, glossarySlug } from "#entries/glossary-file.ts";
import type { Page } from "./frame.ts";
import { expansion } from "./glossary.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** All terms in order, each under the address that abbreviations lead to. */
export function glossaryPage(view: View): Page {
  const words = wordsOf(view);
  const { compare } = new Intl.Collator(view.language, { numeric: true });
  const terms = view.glossary.toSorted((a, b) => compare(a.term, b.term));
  const list = html`<dl class="glossary">
${terms.map((term) => item(view, term))}</dl>`;
  return {
    title: words.glossary,
    language: view.language,
    canonical: "/glossary",
    description: words.glossaryWhat,
    tags: [],
    body: html`<article class="text">
<h1>${words.glossary}</h1>
<p>${terms.length === 0 ? words.noGlossary : words.glossaryWhat}</p>
${terms.length > 0 && list}
</article>`,
  };
}

function item(view: View, term: GlossaryTerm): Html {
  const first = expansion(term, view.language);
  const second = expansion(term, view.language === "ja" ? "en" : "ja");
  return html`<dt id="${glossarySlug(term.term)}">${term.term}</dt>
<dd>${run(view, first)}${second.language !== first.language && html`<br>${run(view, second)}`}${more(view, term)}</dd>
`;
}

function run(view: View, { text, language }: ReturnType<typeof expansion>): Html {
  return html`<span${lang(view, language)}>${text}</span>`;
}

function more(view: View, { term, link }: GlossaryTerm): Html | null {
  const address = webAddress(link ?? null);
  if (address === null) return null;
  return html`<br><a href="${address}" rel="noopener external">${wordsOf(view).moreOn(term)}</a>`;
}
