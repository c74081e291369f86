import { type Html, html } from "#base/html.ts";
import { reportedShown } from "#entries/dates-shown.ts";
import { everything } from "#entries/publication-tags.ts";
import type { Reporting } from "#entries/reporting.ts";
import type { Page } from "./frame.ts";
import { publisherName } from "./publisher-name.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** Who reported how much; `all` as `reporting` gives it, most first. */
export function sourcesPage(view: View, all: readonly Reporting[]): Page {
  const words = wordsOf(view);
  const most = Math.max(1, ...all.map(({ entries }) => entries));
  const table = html`<table class="sources">
<thead><tr>${words.sourceColumns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${all.map((one) => row(view, one, most))}</tbody>
</table>`;
  return {
    title: words.sources,
    language: view.language,
    canonical: "/sources/",
    description: words.sourcesWhat,
    tags: [everything],
    body: html`<h1>${words.sources} ${all.length > 0 && html`<small>${words.howMany(all.length)}</small>`}</h1>
<p>${all.length === 0 ? words.empty : words.sourcesWhat}</p>
${all.length > 0 && table}`,
  };
}

function row(view: View, reporting: Reporting, most: number): Html {
  const { publisher, entries, first, last } = reporting;
  const address = view.path(sourcePath(publisher.slug));
  return html`<tr><th scope="row"><a href="${address}">${publisherName(view, publisher)}</a></th>
<td>${entries}${bar(entries / most)}</td>
<td>${day(first)}</td><td>${day(last)}</td></tr>
`;
}

/** The number stands beside it. */
function bar(share: number): Html {
  const width = Math.max(1, Math.round(share * 100));
  return html`<svg class="bar" aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none"><rect width="${width}" height="8"/></svg>`;
}

function day(on: Temporal.PlainDate): Html {
  return html`<time datetime="${on.toString()}">${reportedShown(on, null)}</time>`;
}

/** In the archive's own view. */
export function sourcePath(slug: string): string {
  return `/sources/${encodeURIComponent(slug)}/`;
}
