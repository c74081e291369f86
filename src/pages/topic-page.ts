import { type Topic, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { tagOf, yearsTag } from "#entries/publication-tags.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { listItem } from "./entry-parts.ts";
import { feedAddresses } from "./feed-addresses.ts";
import type { Page } from "./frame.ts";
import { topicName } from "./topic-name.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";
import { yearPath } from "./year-links.ts";
import type { YearCounts } from "./year-page.ts";

/** A topic over all its years. `latest` newest first; `years` those of the topic, newest first. */
export function topicPage(
  view: View,
  topic: Topic,
  { latest, years }: { latest: readonly PublishedEntry[]; years: YearCounts },
): Page {
  const words = wordsOf(view);
  const feed = `topics/${topic.slug}`;
  return {
    title: topicTitle(topic, view.language),
    language: view.language,
    canonical: `/topics/${topic.slug}/`,
    feed,
    tags: [tagOf.topic(topic.slug), yearsTag],
    body: html`<h1>${topicName(view, topic)}</h1>
${years.length === 0 ? html`<p>${words.emptyTopic}</p>` : shown(view, topic, { latest, years })}
<section>
<h2>${words.feeds}</h2>
<p>${feedAddresses(view, feed)}</p>
</section>`,
  };
}

function shown(
  view: View,
  topic: Topic,
  { latest, years }: { latest: readonly PublishedEntry[]; years: YearCounts },
): Html {
  const words = wordsOf(view);
  const links = years.map(({ year, entries }) => {
    const address = view.path(yearPath(year, topic.slug));
    return html`<li><a href="${address}">${words.year(year)}</a> ${words.count(entries)}</li>`;
  });
  return html`<nav aria-label="${words.years}"><ul class="topics">${links}</ul></nav>
<section>
<h2>${words.latest}</h2>
<ol class="entries">${latest.map((entry) => listItem(view, entry))}</ol>
</section>`;
}
