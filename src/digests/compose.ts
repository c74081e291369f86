// A reader's digest: subject, text and HTML, all three made from the entries.

import type { Archive, Language } from "#base/archive.ts";
import { html } from "#base/html.ts";
import { fitPieces } from "./fit-pieces.ts";
import type { CitingEntry, Fragment, Fragments } from "./fragments.ts";
import { type Period, periodShown } from "./period.ts";
import { darkSheet, styles } from "./styles.ts";
import { words } from "./words.ts";

export type Digest = {
  archive: Pick<Archive, "title" | "url">;
  title: string;
  period: Period;
  language: Language;
  /** In the order in which they are to be read. */
  entries: readonly CitingEntry[];
  unsubscribeUrl: string;
};

export type Composed = { subject: string; text: string; html: string };

/** Gmail cuts what is larger than 102 KB, and with it the way to unsubscribe at the end. */
export const htmlLimitBytes = 98_000;

export function composeDigest(digest: Digest, fragments: Fragments): Composed {
  const { entries, language, title, period } = digest;
  const parts = entries.map((entry) => fragments(entry, language));
  const subject = words[language].subject(title, periodShown(period, language), entries.length);
  return { subject, text: digestText(digest, parts), html: digestHtml(digest, subject, parts) };
}

function digestText(digest: Digest, parts: readonly Fragment[]): string {
  const { archive, title, period, language, unsubscribeUrl } = digest;
  const say = words[language];
  const leave = `${say.unsubscribe}: ${unsubscribeUrl}`;
  const head = `${title}\n${say.lead(periodShown(period, language), parts.length)}\n${leave}`;
  const foot = `${say.why(archive.title)}\n${archive.url}/\n${leave}`;
  return `${[head, ...parts.map((part) => part.text), `――――――――\n${foot}`].join("\n\n\n")}\n`;
}

function digestHtml(digest: Digest, subject: string, parts: readonly Fragment[]): string {
  const { head, foot } = frame(digest, subject, parts.length);
  const budget = htmlLimitBytes - Buffer.byteLength(head) - Buffer.byteLength(foot) - 1000;
  const { pieces, shortened, left } = fitPieces(parts, budget);
  const { size, rest } = words[digest.language];
  const say = [
    shortened && html`<p class="k-meta" ${styles.small}>${size}</p>\n`,
    left > 0 && html`<p ${styles.text}>${rest(left)}</p>\n`,
  ];
  return `${head}${pieces.map((piece) => piece.markup).join("")}${html`${say}`.markup}${foot}`;
}

function frame(digest: Digest, subject: string, count: number): { head: string; foot: string } {
  const { archive, title, period, language, unsubscribeUrl } = digest;
  const say = words[language];
  const leave = html`<a href="${unsubscribeUrl}" ${styles.link}>${say.unsubscribe}</a>`;
  const home = html`<a href="${archive.url}/" ${styles.link}>${archive.title}</a>`;
  const head = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${darkSheet}</style>
</head>
<body class="k-body" ${styles.body}>
<div role="article" aria-roledescription="email" aria-label="${subject}" lang="${language}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<table role="presentation" cellpadding="0" cellspacing="0" border="0" ${styles.column}><tr><td class="k-cell" ${styles.cell}>
<p class="k-meta" ${styles.small}>${home}　${leave}</p>
<h1 ${styles.title}>${title}</h1>
<p class="k-meta" ${styles.small}>${say.lead(periodShown(period, language), count)}</p>
`;
  const foot = html`<div class="k-entry" ${styles.entry}>
<p class="k-meta" ${styles.small}>${say.why(archive.title)}<br>${home}<br>${leave}</p>
</div>
</td></tr></table>
</td></tr></table>
</div>
</body>
</html>
`;
  return { head: head.markup, foot: foot.markup };
}
