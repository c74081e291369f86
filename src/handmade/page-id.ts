// The id that closes an entry's headline: `<2508-072416>`, or near enough.

import { type ArchiveId, archiveDay, parseArchiveId } from "#entries/archive-id.ts";
import type { Report } from "./page-oddity.ts";

/** `id` as printed, `before` the text in front of it, `brackets` whether they are `<` and `>`. */
export type CutId = { before: string; id: string; brackets: boolean };

/** Null where the line does not end with an id. `<<id>`, `<id` and full-width brackets are taken. */
export function cutId(line: string): CutId | null {
  const opened = withoutEnd(line.trim(), ">\uff1e");
  const at = Math.max(opened.lastIndexOf("<"), opened.lastIndexOf("\uff1c"));
  const id = opened.slice(at + 1).trim();
  if (at < 0 || !/^\d\w*-\w+$/.test(id)) return null;
  const before = withoutEnd(opened.slice(0, at), "<\uff1c").trim();
  return { before, id, brackets: line.trim().slice(before.length).trim() === `<${id}>` };
}

/** Tells of an id in odd brackets, one that breaks the rule, and one of another day than `date`. */
export function checkId(line: number, cut: CutId, date: string | null, report: Report): void {
  if (!cut.brackets) report(line, "id-brackets", `The id's brackets are odd; it is ${cut.id}.`);
  const id = parseArchiveId(cut.id);
  if (id === null) {
    const wanted = "YYMM of the month after, a hyphen, MMDD, and a number from 01";
    report(line, "id-breaks-rule", `${cut.id} is not an archive id (${wanted}); it was kept.`);
  } else if (date !== null) checkDay(line, id, date, report);
}

function checkDay(line: number, id: ArchiveId, date: string, report: Report): void {
  const day = archiveDay(id).toString();
  if (day !== date) {
    report(line, "date-conflict", `The entry is of ${date} and its id of ${day}; both were kept.`);
  }
}

function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
