// The corrections of an entry: when, why, and what each changed of the text that was public before.

import { topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { cutText } from "#base/text.ts";
import { reportedShown } from "#entries/dates-shown.ts";
import type { Revision } from "#entries/revision-store.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";
import { diffWords, type Part } from "./word-diff.ts";
import { wordsOf } from "./words.ts";

/** Of what stayed the same, as much is shown on either side of a change. */
const context = 24;

/** `revisions` newest first; the oldest of them is only compared with. */
export function corrections(view: View, revisions: readonly Revision[]): Html | null {
  if (revisions.length < 2) return null;
  const items = revisions
    .slice(0, -1)
    .map((revision, i) => correction(view, revision, revisions[i + 1] ?? revision));
  return html`<section id="corrections"><h2>${wordsOf(view).corrections}</h2>
<ol class="entries">${items}</ol></section>`;
}

function correction(view: View, revision: Revision, before: Revision): Html {
  const words = wordsOf(view);
  const at = revision.publishedAt.toZonedDateTimeISO(view.archive.timeZone);
  const shown = reportedShown(at.toPlainDate(), at.toPlainTime().toString().slice(0, 5));
  const { reason } = revision;
  return html`<li>
<p class="meta"><b>${words.corrected}</b> <time datetime="${revision.publishedAt.toString()}">${shown}</time></p>
${reason !== null && html`<p${lang(view, view.archive.language)}>${words.because(reason)}</p>`}
<dl>${changes(view, before.content, revision.content)}</dl>
</li>`;
}

type Content = Readonly<Record<string, unknown>>;

function changes(view: View, before: Content, after: Content): Html[] {
  const [was, is] = [told(view, before), told(view, after)];
  return members(view).flatMap(([name, title]) => {
    const [old, young] = [was[name], is[name]];
    if (old === young) return [];
    const parts = name === "url" ? whole(old, young) : diffWords(old, young);
    return [
      html`<dt>${title}</dt><dd${lang(view, languageIn(view, name, after))}>${marked(view, parts)}</dd>\n`,
    ];
  });
}

type Told = Record<
  "when" | "source" | "title" | "url" | "summary" | "notes" | "related" | "topics",
  string
>;

function members(view: View): [keyof Told, string][] {
  const words = wordsOf(view);
  const [when = "", source = "", title = "", summary = ""] = words.columns;
  return [
    ["when", when],
    ["source", source],
    ["title", title],
    ["url", words.address],
    ["summary", summary],
    ["notes", words.notes],
    ["related", words.cited],
    ["topics", words.topics],
  ];
}

function languageIn(view: View, name: keyof Told, { language }: Content): string {
  if (name === "topics") return view.language;
  return name === "title" ? text(language) : view.archive.language;
}

/** As readers see each member. What a text kept for years may lack is empty. */
function told(view: View, content: Content): Told {
  const { date, time, source, via, title, url, summary } = content;
  const topics = view.archive.topics.filter(({ slug }) => list(content.topics).includes(slug));
  return {
    when: [text(date).replaceAll("-", "."), text(time)].join(" ").trim(),
    source: text(via) === "" ? text(source) : `${text(source)} (${text(via)})`,
    title: text(title),
    url: text(url),
    summary: text(summary),
    notes: list(content.notes).join("\n"),
    related: list(content.related).join(wordsOf(view).comma),
    topics: topics.map((topic) => topicTitle(topic, view.language)).join(wordsOf(view).comma),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function whole(before: string, after: string): Part[] {
  const parts: Part[] = [
    { kind: "gone", text: before },
    { kind: "new", text: after },
  ];
  return parts.filter(({ text }) => text !== "");
}

/** A word before each tells those who only hear the page what del and ins show. */
function marked(view: View, parts: readonly Part[]): Html[] {
  const words = wordsOf(view);
  const said = (word: string): Html =>
    html`<span class="heard" lang="${view.language}">${word}</span>`;
  return parts.map(({ kind, text }, i) => {
    if (kind === "gone") return html`<del>${said(words.gone)}${text}</del>`;
    if (kind === "new") return html`<ins>${said(words.added)}${text}</ins>`;
    return html`${around(text, { isFirst: i === 0, isLast: i === parts.length - 1 })}`;
  });
}

function around(text: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  const before = isFirst ? "" : cutText(text, context);
  const after = isLast ? "" : cutStart(text, context);
  const isShort = text.length <= context * (isFirst || isLast ? 1 : 2);
  return isShort ? text : before + (before.endsWith("…") ? after.replace(/^…/, "") : after);
}

function cutStart(text: string, length: number): string {
  return `…${text
    .slice(-length)
    .toWellFormed()
    .replace(/^\ufffd/, "")}`;
}
