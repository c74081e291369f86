// The whole of a page around its body. No script, and nothing from elsewhere.

import { type Archive, type Language, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { stylesheetAddress } from "./stylesheet.ts";
import { wordsOf } from "./words.ts";

export type Page = {
  /** Alone, without the archive's; equal to it on the front page. */
  title: string;
  /** Of the body and the words around it. */
  language: Language;
  body: Html;
  /** What it shows, as publications name it; of a page that is not kept, nothing. */
  tags?: readonly string[];
  /** The feed that holds what the page shows: "all", "topics/x"; everything by default. */
  feed?: string;
  /** The page's own path, e.g. /2026/ */
  canonical?: string;
};

export type Frame = (page: Page) => Html;

export function pageFrame(archive: Archive): Frame {
  return (page) => html`<!doctype html>
<html lang="${page.language}">
${head(archive, page)}
<body>
<a class="skip" href="#main">${wordsOf(page).skip}</a>
${header(archive, page)}
<main id="main">
${page.body}
</main>
${footer(archive, page)}
</body>
</html>
`;
}

function head(archive: Archive, page: Page): Html {
  const title = page.title === archive.title ? page.title : `${page.title} | ${archive.title}`;
  const feed = `/feeds/${page.feed ?? "all"}`;
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${stylesheetAddress}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="Atom" href="${feed}.atom">
<link rel="alternate" type="application/feed+json" title="JSON Feed" href="${feed}.json">
${page.canonical !== undefined && html`<link rel="canonical" href="${archive.url}${page.canonical}">`}
</head>`;
}

function header(archive: Archive, page: Page): Html {
  const words = wordsOf(page);
  const topics = archive.topics.map(
    (topic) =>
      html`<li><a href="/topics/${topic.slug}/">${topicTitle(topic, page.language)}</a></li>`,
  );
  return html`<header class="masthead">
<p class="name"><a href="/" lang="${archive.language}">${archive.title}</a></p>
<nav aria-label="${words.topics}"><ul>${topics}<li><a href="/subscribe">${words.subscribe}</a></li></ul></nav>
</header>`;
}

function footer(archive: Archive, page: Page): Html {
  const words = wordsOf(page);
  return html`<footer>
<p lang="${archive.language}">${archive.subtitle}</p>
<p><a href="/about">${words.about}</a> <a href="/feeds/${page.feed ?? "all"}.atom">${words.feed} (Atom)</a></p>
</footer>`;
}
