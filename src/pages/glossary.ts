// Abbreviations that readers may not know, explained where an entry uses them first.

import type { Language } from "#base/archive.ts";
import { escapeMarkup, type Html, html, trusted } from "#base/html.ts";
import { type GlossaryTerm, glossarySlug } from "#entries/glossary-file.ts";
import type { View } from "./view.ts";

/** What a term stands for, in the wanted language where the glossary has it. */
export function expansion(
  { ja, en }: GlossaryTerm,
  wanted: Language,
): { text: string; language: Language } {
  const other = wanted === "ja" ? "en" : "ja";
  const text = { ja, en }[wanted];
  return text === undefined
    ? { text: { ja, en }[other] ?? "", language: other }
    : { text, language: wanted };
}

export type Abbreviate = (markup: Html) => Html;

/**
 * Makes the first use of each term in a piece of our own markup an abbr that leads to the glossary:
 * the longest term where several begin, Latin ones as whole words, none inside of links.
 */
export function abbreviator(
  view: Pick<View, "archive" | "language" | "path">,
  terms: readonly GlossaryTerm[],
): Abbreviate {
  if (terms.length === 0) return (markup) => markup;
  const byText = new Map(terms.map((term) => [escapeMarkup(term.term), term]));
  const longestFirst = [...byText.keys()].toSorted((a, b) => b.length - a.length);
  // A tag or a character reference is taken whole, so that no term is found within one.
  const token = new RegExp(`<[^>]*>|${longestFirst.map(pattern).join("|")}|&#?\\w+;`, "gu");

  return ({ markup }) => {
    const used = new Set<string>();
    let depth = 0;
    const changed = markup.replace(token, (found) => {
      if (/^<(a|abbr)[\s>]/.test(found)) depth += 1;
      if (/^<\/(a|abbr)>/.test(found)) depth -= 1;
      const term = byText.get(found);
      if (term === undefined || depth > 0 || used.has(found)) return found;
      used.add(found);
      return abbr(view, term).markup;
    });
    return trusted(changed);
  };
}

function abbr(
  { archive, language, path }: Pick<View, "archive" | "language" | "path">,
  term: GlossaryTerm,
): Html {
  const told = expansion(term, language);
  const lang = told.language !== archive.language && html` lang="${told.language}"`;
  const address = path(`/glossary#${glossarySlug(term.term)}`);
  return html`<a class="term" href="${address}"><abbr title="${told.text}"${lang}>${term.term}</abbr></a>`;
}

/** Where a term ends in a Latin letter or a digit, no other goes on from there. */
function pattern(text: string): string {
  const word = "[\\p{Script=Latin}\\p{Nd}]";
  const before = /^[\p{Script=Latin}\p{Nd}]/u.test(text) ? `(?<!${word})` : "";
  const after = /[\p{Script=Latin}\p{Nd}]$/u.test(text) ? `(?!${word})` : "";
  return before + RegExp.escape(text) + after;
}
