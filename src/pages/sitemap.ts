// Sitemaps (sitemaps.org 0.9): every public page, in each of its languages, and when it last changed.

import { type Html, html } from "#base/html.ts";
import type { View } from "./view.ts";

/** `path` is the plain address; `changedAt` null where nothing published changes the page. */
export type Listed = { path: string; changedAt: Temporal.Instant | null };

type Views = readonly [View, ...View[]];

/** The parts by their addresses. */
export function sitemapIndex([{ archive }]: Views, parts: readonly Listed[]): string {
  const listed = parts.map(
    ({ path, changedAt }) =>
      html`<sitemap><loc>${archive.url}${path}</loc>${lastmod(changedAt)}</sitemap>\n`,
  );
  return html`${declaration}<sitemapindex xmlns="${sitemaps}">
${listed}</sitemapindex>
`.markup;
}

/** Each page once a language, and each of those with its alternates: 50,000 addresses at most. */
export function sitemap(views: Views, pages: readonly Listed[]): string {
  const urls = pages.flatMap((page) => {
    const alternates = views.map((view) => alternate(view, page));
    return views.map((view) => url(view, page, alternates));
  });
  return html`${declaration}<urlset xmlns="${sitemaps}" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls}</urlset>
`.markup;
}

const declaration = html`<?xml version="1.0" encoding="UTF-8"?>
`;
const sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";

function url(view: View, page: Listed, alternates: readonly Html[]): Html {
  return html`<url><loc>${addressIn(view, page)}</loc>${lastmod(page.changedAt)}${alternates}</url>\n`;
}

function alternate(view: View, page: Listed): Html {
  return html`<xhtml:link rel="alternate" hreflang="${view.language}" href="${addressIn(view, page)}"/>`;
}

function addressIn({ archive, path }: View, page: Listed): string {
  return archive.url + path(page.path);
}

function lastmod(changedAt: Temporal.Instant | null): Html | null {
  return changedAt && html`<lastmod>${changedAt.toString({ smallestUnit: "second" })}</lastmod>`;
}
