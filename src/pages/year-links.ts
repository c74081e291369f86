import { type Html, html } from "#base/html.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** Links to the years, newest first, of everything or of one topic; the shown one is marked. */
export function yearLinks(
  view: View,
  years: readonly number[],
  shown: { year?: number; topic?: string } = {},
): Html {
  const words = wordsOf(view);
  const links = years.map((year) => {
    const current = year === shown.year && html` aria-current="page"`;
    return html`<li><a href="${view.path(yearPath(year, shown.topic))}"${current}>${words.year(year)}</a></li>`;
  });
  return html`<nav class="years" aria-label="${words.years}"><ul>${links}</ul></nav>`;
}

export function yearPath(year: number, topic?: string): string {
  return topic === undefined ? `/${year}/` : `/${year}/${topic}/`;
}
