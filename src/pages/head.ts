// What a page says of itself to browsers, feed readers, search engines and whoever shows links to it.

import { topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import type { Page } from "./frame.ts";
import { stylesheetAddress } from "./stylesheet.ts";
import { type View, viewsOf } from "./view.ts";
import { wordsOf } from "./words.ts";

export function head(view: View, page: Omit<Page, "tags">): Html {
  const { archive } = view;
  const title = page.title === archive.title ? page.title : `${page.title} | ${archive.title}`;
  const description = page.description ?? archive.subtitle;
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="stylesheet" href="${stylesheetAddress}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="search" type="application/opensearchdescription+xml" title="${archive.title}" href="${view.path("/opensearch.xml")}">
${page.feedLinks ?? feeds(view, page)}
${addresses(view, page)}${openGraph(view, page, description)}${page.head}
</head>`;
}

/** The matching feed; a reader that takes one takes the first. */
function feeds(view: View, { feed = "all" }: Omit<Page, "tags">): Html {
  const topic = view.archive.topics.find(({ slug }) => feed === `topics/${slug}`);
  const of = topic ? topicTitle(topic, view.language) : wordsOf(view).everything;
  const kinds = [
    ["application/atom+xml", "Atom", "atom"],
    ["application/feed+json", "JSON Feed", "json"],
  ] as const;
  const links = kinds.map(
    ([type, name, ending]) =>
      html`<link rel="alternate" type="${type}" title="${name} (${of})" href="/feeds/${feed}.${ending}">\n`,
  );
  return html`${links}`;
}

/** The page's one address, and under hreflang those of all its languages (HTML §4.6.7.1). */
function addresses({ archive, path }: View, page: Omit<Page, "tags">): Html | null {
  const { canonical } = page;
  if (canonical === undefined) return null;
  if (page.isOnlyOne) return html`<link rel="canonical" href="${archive.url}${canonical}">\n`;
  const alternates = viewsOf(archive).map(
    (other) =>
      html`<link rel="alternate" hreflang="${other.language}" href="${archive.url}${other.path(canonical)}">\n`,
  );
  return html`<link rel="canonical" href="${archive.url}${path(canonical)}">
${alternates}<link rel="alternate" hreflang="x-default" href="${archive.url}${canonical}">
`;
}

/** The Open Graph protocol's required properties but an image, and the language. */
function openGraph(view: View, page: Omit<Page, "tags">, description: string): Html | null {
  const { archive } = view;
  const { canonical } = page;
  if (canonical === undefined) return null;
  const url = archive.url + (page.isOnlyOne ? canonical : view.path(canonical));
  const properties = {
    title: page.title,
    description,
    url,
    type: page.isEntry ? "article" : "website",
    site_name: archive.title,
    locale: { ja: "ja_JP", en: "en_US" }[view.language],
  };
  const elements = Object.entries(properties).map(
    ([name, content]) => html`<meta property="og:${name}" content="${content}">\n`,
  );
  return html`${elements}`;
}
