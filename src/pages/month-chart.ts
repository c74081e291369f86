// A year at a glance: how many entries each month had, all and by topic. Bars in rows of their own
// need no colours to be told apart, so that they hold in print and in the dark.

import { type Html, html } from "#base/html.ts";
import { cutText } from "#base/text.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** `months` holds twelve counts, of January first. */
export type MonthRow = { title: string; months: readonly number[] };

/** In the drawing's own units; 336 wide it is as wide as a phone's column, so that 11 is 11 pixels. */
const slot = 28;
const size = { width: slot * 12, bar: 18, bars: 26, label: 16, row: 50, foot: 16 };
/** Characters of a title that leave room for the sum; Latin ones are half as wide. */
const longest = { wide: 24, narrow: 44 };

export function monthChart(view: View, title: string, rows: readonly MonthRow[]): Html {
  const words = wordsOf(view);
  const most = Math.max(1, ...rows.flatMap(({ months }) => months));
  const height = rows.length * size.row + size.foot;
  return html`<figure class="chart">
<svg role="img" aria-labelledby="chart-title chart-text" viewBox="0 0 ${size.width} ${height}">
<title id="chart-title">${title}</title>
<desc id="chart-text">${inWords(view, rows)}</desc>
${rows.map((row, i) => drawn(view, row, { top: i * size.row, most }))}
${axis(height)}</svg>
<details><summary>${words.asTable}</summary>
${asTable(view, title, rows)}
</details>
</figure>`;
}

function drawn(
  view: View,
  { title, months }: MonthRow,
  { top, most }: { top: number; most: number },
): Html {
  const words = wordsOf(view);
  const base = top + size.label + size.bars;
  const bars = months.map((count, month) => {
    if (count === 0) return null;
    const height = round((count / most) * size.bars);
    const x = month * slot + (slot - size.bar) / 2;
    const said = `${words.month(month + 1)}: ${words.count(count)}`;
    return html`<rect x="${x}" y="${round(base - height)}" width="${size.bar}" height="${height}"><title>${said}</title></rect>`;
  });
  return html`<text x="0" y="${top + 11}">${cutText(title, /[^\u0000-\u024f]/.test(title) ? longest.wide : longest.narrow)}</text><text class="end" x="${size.width}" y="${top + 11}">${words.count(sum(months))}</text>
${bars}<path d="M0 ${base + 0.5}h${size.width}"/>
`;
}

function axis(height: number): Html {
  const numbers = Array.from({ length: 12 }, (_, month) => {
    return html`<text class="mid" x="${month * slot + slot / 2}" y="${height - 6}">${month + 1}</text>`;
  });
  return html`${numbers}`;
}

/** What the drawing says, for those who hear it. */
function inWords(view: View, rows: readonly MonthRow[]): string {
  const words = wordsOf(view);
  return rows.map(({ title, months }) => `${title}: ${words.count(sum(months))}`).join(words.comma);
}

function asTable(view: View, title: string, rows: readonly MonthRow[]): Html {
  const words = wordsOf(view);
  const heads = Array.from(
    { length: 12 },
    (_, i) => html`<th scope="col">${words.month(i + 1)}</th>`,
  );
  const body = rows.map(
    ({ title, months }) =>
      html`<tr><th scope="row">${title}</th>${months.map((count) => html`<td>${count}</td>`)}</tr>\n`,
  );
  return html`<section class="scroll" aria-label="${title}" tabindex="0"><table class="figures">
<thead><tr><th scope="col">${words.topic}</th>${heads}</tr></thead>
<tbody>
${body}</tbody>
</table></section>`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
