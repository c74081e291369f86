import { type Html, html } from "#base/html.ts";
import { everything } from "#entries/publication-tags.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { listItem } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import type { View } from "./view.ts";
import { type Words, wordsOf } from "./words.ts";
import { yearLinks } from "./year-links.ts";

/** The latest entries by day; `entries` newest first, `years` too. */
export function homePage(
  view: View,
  entries: readonly PublishedEntry[],
  years: readonly number[],
): Page {
  const words = wordsOf(view);
  const days = Map.groupBy(entries, (entry) => entry.reportedOn.toString());
  const body =
    entries.length === 0
      ? emptyArchive(view, words)
      : html`<h1>${words.latest}</h1>
${yearLinks(view, years)}
${[...days.values()].map((entries) => daySection(view, entries))}`;
  return {
    title: view.archive.title,
    language: view.language,
    canonical: "/",
    body,
    tags: [everything],
  };
}

function daySection(view: View, entries: readonly PublishedEntry[]): Html | null {
  const day = entries[0]?.reportedOn;
  if (!day) return null;
  return html`<section>
<h2>${wordsOf(view).day(day)}</h2>
<ol class="entries">${entries.map((entry) => listItem(view, entry))}</ol>
</section>`;
}

/** For whoever has just started an archive. */
function emptyArchive(view: View, words: Words): Html {
  return html`<h1>${words.empty}</h1>
<h2>${words.nextSteps}</h2>
<ul class="steps">
<li>${words.nextSources} <code>config/sources.yaml</code></li>
<li><a href="/sign-in">${words.nextSignIn}</a></li>
<li><a href="/api/docs">${words.nextDocs}</a></li>
<li><a href="${view.path("/about")}">${words.about}</a></li>
</ul>`;
}
