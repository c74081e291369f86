// The hand-made page in its HTML form: a table of four columns that needs no style sheet to be read.

import { type Html, html } from "#base/html.ts";
import { type Block, parseSummary } from "#entries/summary.ts";
import { parseHtmlPage } from "./html-page.ts";
import { escapeLine } from "./page-escape.ts";
import { type Members, memberLines } from "./page-members.ts";
import type { WrittenPage } from "./write-page.ts";
import { headMembers, isSame, languageMember, type WrittenEntry } from "./written-entry.ts";

export function writeHtml(
  { heading, years, entries, language, addressOf }: WrittenPage,
  knownSources: readonly string[],
): string {
  const links = years.map((year) => html`<a href="${addressOf(year)}">${year}年の報道</a>\n`);
  const page = html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
<style>table { border-collapse: collapse } th, td { border: 1px solid; padding: 0.5em; vertical-align: top }</style>
</head>
<body>
<h1>${heading}</h1>
${links.length > 0 && html`<p>${links}</p>\n`}<table>
<tr><th>年月日</th><th>出典</th><th>標題</th><th>要旨</th></tr>
${entries.map((entry) => writeRow(entry, knownSources))}</table>
</body>
</html>
`;
  return page.markup;
}

/** As a page has it; where that would be read as something else, with the head in brackets. */
function writeRow(entry: WrittenEntry, knownSources: readonly string[]): Html {
  const natural = row(entry, naturalHead(entry), {});
  const { entries } = parseHtmlPage(`<table>${natural.markup}</table>`, { knownSources });
  if (isSame(entries, entry)) return natural;
  const members = { ...languageMember(entry), ...headMembers(entry) };
  const { url } = entry;
  const bare = html`<td></td>\n<td>&lt;${entry.archiveId}&gt;</td>`;
  return row(entry, bare, url === null ? members : { ...members, url });
}

function row(entry: WrittenEntry, head: Html, members: Members): Html {
  const { archiveId, reportedOn, reportedTime } = entry;
  const date = reportedOn.toString().replaceAll("-", ".");
  return html`<tr id="e${archiveId}">
<td>${date}${reportedTime !== null && html`<br>${reportedTime}`}</td>
${head}
<td>
${body(entry, members)}</td>
</tr>
`;
}

function naturalHead(entry: WrittenEntry): Html {
  const { source, via, title, url, archiveId } = entry;
  const { language } = languageMember(entry);
  const lang = language !== undefined && html` lang="${language}"`;
  const headline =
    url === null ? html`<span${lang}>${title}</span>` : html`<a href="${url}"${lang}>${title}</a>`;
  return html`<td>${source}${via !== null && html`<br>(${via})`}</td>
<td>${headline} &lt;${archiveId}&gt;</td>`;
}

function body({ summary, notes, related }: WrittenEntry, members: Members): Html {
  const marks = [
    ...(related.length === 0 ? [] : [`【関連記事:${related.join("、")}】`]),
    ...memberLines(members),
  ];
  return html`${blocks(summary)}${noteBlocks(notes)}${marks.map(paragraph)}`;
}

/** As in the text form: a mark for each note where one has several lines. */
function noteBlocks(notes: readonly string[]): Html[] {
  const mark = paragraph("【註】");
  if (notes.length === 0) return [];
  if (!notes.some((note) => note.includes("\n"))) return [mark, ...notes.flatMap(blocks)];
  const marked = notes.flatMap((note) => [mark, ...blocks(note)]);
  return notes.length === 1 ? [...marked, mark] : marked;
}

function blocks(text: string): Html[] {
  return parseSummary(text).flatMap((block) =>
    block.kind === "list" ? list(block) : paragraph(escapeLine(block.text)),
  );
}

/** A list of tags where reading it gives the same marks again, else a paragraph an item. */
function list({ marker, start, items }: Extract<Block, { kind: "list" }>): Html[] {
  const isPlain = items.every(
    (item, i) =>
      item.text !== "" &&
      item.text === item.text.trim() &&
      item.marker === (marker === "bullet" ? "・" : `(${start + i})`),
  );
  if (!isPlain) return items.map((item) => paragraph(item.marker + item.text));
  const rows = items.map(({ text }) => html`<li>${text}</li>\n`);
  if (marker === "bullet") return [html`<ul>\n${rows}</ul>\n`];
  return [html`<ol${start !== 1 && html` start="${start}"`}>\n${rows}</ol>\n`];
}

function paragraph(text: string): Html {
  return html`<p>${text}</p>\n`;
}
