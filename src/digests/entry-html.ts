import type { Archive, Language } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { permalink, sourceShown, whenShown } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { type Block, parseSummary } from "#entries/summary.ts";
import { styles } from "./styles.ts";
import { words } from "./words.ts";

type Site = Pick<Archive, "url">;

/** An entry in the HTML part: made from the entry, as its text is. */
export function entryHtml(entry: PublishedEntry, language: Language, site: Site): Html {
  const noteHtml = (text: string): Html =>
    html`<div>${words[language].note}${parseSummary(text).map(blockHtml)}</div>\n`;
  return html`<div class="k-entry" ${styles.entry}>
<p class="k-meta" ${styles.meta}>${whenShown(entry)}　${sourceShown(entry)}</p>
<h2 ${styles.headline}>${headline(entry, language, entry.url ?? permalink(site, entry.archiveId))}</h2>
${parseSummary(entry.summary).map(blockHtml)}${entry.notes.map(noteHtml)}${relatedHtml(entry, language, site)}<p class="k-meta" ${styles.meta}>${idLink(entry.archiveId, site)}</p>
</div>
`;
}

/** The headline alone, leading to the entry in the archive. */
export function headlineHtml(entry: PublishedEntry, language: Language, site: Site): Html {
  return html`<div class="k-entry" ${styles.entry}>
<p class="k-meta" ${styles.meta}>${whenShown(entry)}　${sourceShown(entry)}</p>
<p ${styles.text}>${headline(entry, language, permalink(site, entry.archiveId))}</p>
</div>
`;
}

function headline(entry: PublishedEntry, language: Language, href: string): Html {
  const lang = entry.language !== language && html` lang="${entry.language}"`;
  return html`<a href="${href}"${lang} ${styles.link}>${entry.title}</a>`;
}

function blockHtml(block: Block): Html | null {
  if (block.kind !== "list") {
    return block.text.trim() === "" ? null : html`<p ${styles.text}>${block.text}</p>\n`;
  }
  const items = block.items.map((item) => html`<li>${item.text.trim()}</li>`);
  return block.marker === "bullet"
    ? html`<ul ${styles.list}>${items}</ul>\n`
    : html`<ol start="${block.start}" ${styles.list}>${items}</ol>\n`;
}

function relatedHtml(entry: PublishedEntry, language: Language, site: Site): Html | null {
  if (entry.related.length === 0) return null;
  const { before, between, after } = words[language].related;
  const links = entry.related.map((id, i) => html`${i > 0 && between}${idLink(id, site)}`);
  return html`<p ${styles.text}>${before}${links}${after}</p>\n`;
}

function idLink(id: string, site: Site): Html {
  return html`<a href="${permalink(site, id)}" ${styles.id}>&lt;${id}&gt;</a>`;
}
