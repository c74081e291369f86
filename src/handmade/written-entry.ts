// What of an entry goes onto a page of the archive, and whether a page gives it back.

import { languageOf } from "#entries/language.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import type { ParsedEntry } from "./import-text.ts";
import type { Members } from "./page-members.ts";

export type WrittenEntry = Pick<
  PublishedEntry,
  | ("archiveId" | "reportedOn" | "reportedTime" | "source" | "via" | "title" | "url" | "language")
  | ("summary" | "notes" | "related")
>;

/** Whether reading what was written gives the entry again, and no other. */
export function isSame(read: readonly ParsedEntry[], entry: WrittenEntry): boolean {
  const [only, ...others] = read;
  if (!only || others.length > 0) return false;
  return JSON.stringify(textRead(only)) === JSON.stringify(textWritten(entry));
}

/** The language is told only where the headline does not show it. */
export function languageMember({ title, language }: WrittenEntry): Members {
  return language === languageOf(title) ? {} : { language };
}

/** For a head whose parts would be misread in their columns. */
export function headMembers({ source, via, title }: WrittenEntry): Members {
  return { source, via: via ?? "", title };
}

function textRead(read: ParsedEntry): unknown[] {
  const { date, time, source, via, title, id, url, language } = read;
  const tongue = language ?? languageOf(title ?? "");
  return [date, time, source, via, title, id, url, tongue, ...bodyOf(read.summaryText, read)];
}

function textWritten(entry: WrittenEntry): unknown[] {
  const { reportedOn, reportedTime, source, via, title, archiveId, url, language } = entry;
  const head = [reportedOn.toString(), reportedTime, source, via, title, archiveId, url, language];
  return [...head, ...bodyOf(entry.summary, entry)];
}

function bodyOf(
  summary: string,
  { notes, related }: { notes: readonly string[]; related: readonly string[] },
): unknown[] {
  return [summary, notes, related];
}
