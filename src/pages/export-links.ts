// The words and links that lead to what can be taken away.

import { type Html, html } from "#base/html.ts";
import type { View } from "./view.ts";

const words = {
  ja: {
    year: (year: number) => `${year}年の記録一式(ZIP、閲覧用のページとJSON Lines)`,
    heading: "データ",
    lines: "全記事(JSON Lines)",
    schema: "各行の形式(JSON Schema)",
    years: "年ごとの一式(ZIP)は各年のページの末尾にあります。",
  },
  en: {
    year: (year: number) => `All of ${year} (ZIP: pages to read and JSON Lines)`,
    heading: "Data",
    lines: "All entries (JSON Lines)",
    schema: "The shape of a line (JSON Schema)",
    years: "A year at a time (ZIP) is linked at the end of each year's page.",
  },
};

/** At the end of a year's page. */
export function yearDownloads({ language }: View, year: number): Html {
  return html`<p class="meta"><a href="/${year}.zip" type="application/zip">${words[language].year(year)}</a></p>`;
}

/** A part of the page that tells of the archive. */
export function exportsExplained({ language }: View): Html {
  const { heading, lines, schema, years } = words[language];
  return html`<h2>${heading}</h2>
<ul><li><a href="/entries.jsonl" type="application/jsonl">${lines}</a></li>
<li><a href="/schema/entry.json" type="application/schema+json">${schema}</a></li></ul>
<p>${years}</p>`;
}
