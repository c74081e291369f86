import type { Archive, Language } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { permalink, sourceShown, whenShown } from "#entries/entry-shown.ts";
import { type SummaryLook, summaryHtml } from "#entries/summary.ts";
import type { CitingEntry } from "./fragments.ts";
import { styles } from "./styles.ts";
import { words } from "./words.ts";

type Site = Pick<Archive, "url">;

const paragraph = html` ${styles.text}`;
const look: SummaryLook = { paragraph, tail: paragraph, list: html` ${styles.list}` };

/** An entry in the HTML part: made from the entry, as its text is. */
export function entryHtml(entry: CitingEntry, language: Language, site: Site): Html {
  const noteHtml = (text: string): Html =>
    html`<div>${words[language].note}${summaryHtml(text, look)}</div>\n`;
  return html`<div class="k-entry" ${styles.entry}>
<p class="k-meta" ${styles.meta}>${whenShown(entry)}　${sourceShown(entry)}</p>
<h2 ${styles.headline}>${headline(entry, language, entry.url ?? permalink(site, entry.archiveId))}</h2>
${summaryHtml(entry.summary, look)}
${entry.notes.map(noteHtml)}${relatedHtml(entry, language, site)}<p class="k-meta" ${styles.meta}>${idLink(entry.archiveId, `<${entry.archiveId}>`, site)}</p>
</div>
`;
}

/** The headline alone, leading to the entry in the archive. */
export function headlineHtml(entry: CitingEntry, language: Language, site: Site): Html {
  return html`<div class="k-entry" ${styles.entry}>
<p class="k-meta" ${styles.meta}>${whenShown(entry)}　${sourceShown(entry)}</p>
<p ${styles.text}>${headline(entry, language, permalink(site, entry.archiveId))}</p>
</div>
`;
}

function headline(entry: CitingEntry, language: Language, href: string): Html {
  const lang = entry.language !== language && html` lang="${entry.language}"`;
  return html`<a href="${href}"${lang} ${styles.link}>${entry.title}</a>`;
}

function relatedHtml(entry: CitingEntry, language: Language, site: Site): Html | null {
  if (entry.related.length === 0) return null;
  const { before, between, after } = words[language].related;
  const reference = (id: string): Html =>
    entry.cited.includes(id) ? idLink(id, id, site) : html`${id}`;
  const links = entry.related.map((id, i) => html`${i > 0 && between}${reference(id)}`);
  return html`<p ${styles.text}>${before}${links}${after}</p>\n`;
}

function idLink(id: string, shown: string, site: Site): Html {
  return html`<a href="${permalink(site, id)}" ${styles.id}>${shown}</a>`;
}
