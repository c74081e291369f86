// The whole of a page around its body. No script, and nothing from elsewhere.

import type { Archive, Language } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { longestQuery } from "#search/query.ts";
import { head } from "./head.ts";
import { lang } from "./lang.ts";
import { topicName } from "./topic-name.ts";
import { type View, viewOf } from "./view.ts";
import { wordsOf } from "./words.ts";

export type Page = {
  /** Alone, without the archive's; equal to it on the front page. */
  title: string;
  /** Of the words around the entries; it says in which view the page is. */
  language: Language;
  body: Html;
  /** A sentence for whoever links the page; the archive's subtitle by default. */
  description?: string;
  /** The feed that holds what the page shows: "all", "topics/x"; everything by default. */
  feed?: string;
  /** Instead of that feed's, where it is none of those with a name. */
  feedLinks?: Html;
  /**
   * The page's address in the archive's own view, such as /2026/: from it the canonical one and
   * those of the page's other languages are made. Absent where nobody should come back to it.
   */
  canonical?: string;
  /** There is no other language of it, and the address is the plain one. */
  isOnlyOne?: boolean;
  /** Whether it is an entry's own page, for those who show links. */
  isEntry?: boolean;
  /** Further elements of the head, each on a line of its own. */
  head?: Html;
  /** What the page shows; it is made anew when one of these changes. Nothing: it never changes. */
  tags: readonly string[];
};

/** Tags are for the cache; who sends a page just once has none. */
export type Frame = (page: Omit<Page, "tags">) => Html;

export function pageFrame(archive: Archive): Frame {
  return (page) => {
    const view = viewOf(archive, page.language);
    return html`<!doctype html>
<html lang="${page.language}">
${head(view, page)}
<body>
<a class="skip" href="#main">${wordsOf(page).skip}</a>
${header(view)}
<main id="main">
${page.body}
</main>
${footer(view, page)}
</body>
</html>
`;
  };
}

function header(view: View): Html {
  const { archive, path, language } = view;
  const words = wordsOf(view);
  const subscribe = language === archive.language ? "/subscribe" : `/subscribe?lang=${language}`;
  const topics = archive.topics.map(
    (topic) =>
      html`<li><a href="${path(`/topics/${topic.slug}/`)}">${topicName(view, topic)}</a></li>`,
  );
  return html`<header class="masthead">
<p class="name"><a href="${path("/")}"${lang(view, archive.language)}>${archive.title}</a></p>
<form role="search" action="${path("/search")}"><input type="search" name="q" maxlength="${longestQuery}" aria-label="${words.searchFor}"><button type="submit">${words.search}</button></form>
<nav aria-label="${words.sections}"><ul>${topics}<li><a href="${path("/sources/")}">${words.sources}</a></li><li><a href="${subscribe}">${words.subscribe}</a></li></ul></nav>
</header>`;
}

function footer(view: View, page: Omit<Page, "tags">): Html {
  const { archive, path } = view;
  const words = wordsOf(view);
  return html`<footer>
<p${lang(view, archive.language)}>${archive.subtitle}</p>
<p><a href="${path("/about")}">${words.about}</a> <a href="${path("/glossary")}">${words.glossary}</a> <a href="/feeds/${page.feed ?? "all"}.atom">${words.feed} (Atom)</a>${otherLanguages(view, page)}</p>
</footer>`;
}

function otherLanguages({ archive, language }: View, page: Omit<Page, "tags">): Html[] {
  const { canonical } = page;
  if (canonical === undefined || page.isOnlyOne) return [];
  const others = (["ja", "en"] as const).filter((other) => other !== language);
  return others.map((other) => {
    const address = viewOf(archive, other).path(canonical);
    return html` <a href="${address}" hreflang="${other}" lang="${other}">${languageNames[other]}</a>`;
  });
}

const languageNames = { ja: "日本語", en: "English" } as const;
