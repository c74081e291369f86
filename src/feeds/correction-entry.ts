// An entry of the feed of corrections: what an editor corrected, with the old text and the new.

import type { Archive, Language } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { cleanText } from "#base/text.ts";
import { memberName, type ShownCorrection } from "#entries/correction-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { correctionLine, correctionText } from "./correction-line.ts";
import { type FeedEntry, feedEntry } from "./feed-entry.ts";
import { tagUri } from "./tag-uri.ts";

/** Of its own id, so that it comes to readers who have had the entry. */
export function correctionEntry(
  archive: Archive,
  entry: PublishedEntry,
  correction: ShownCorrection,
): FeedEntry {
  const corrected = feedEntry(archive, entry, { titles: new Map(), corrections: [] });
  const { at, revision, changes } = correction;
  return {
    ...corrected,
    id: tagUri(archive, `${entry.archiveId}/revisions/${revision}`),
    title: `${mark[archive.language]}${corrected.title}`,
    ...{ publishedAt: at, updatedAt: at },
    summary: correctionText(archive, correction),
    content: html`${correctionLine(archive, correction)}${changes.map((change) => oldAndNew(change, archive.language))}`,
  };
}

function oldAndNew(
  { member, before, after }: ShownCorrection["changes"][number],
  language: Language,
): Html {
  const [old, now] = [before, after].map((text) => cleanText(text).replaceAll("\n", " "));
  return html`<p>${memberName(member, language)}: <del>${old}</del> → <ins>${now}</ins></p>`;
}

const mark: Readonly<Record<Language, string>> = { ja: "訂正: ", en: "Corrected: " };
