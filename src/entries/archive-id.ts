// An archive id, such as 2508-072416, names an entry for good: the issue (the month after the
// story's), the story's month and day in Japan, and that day's sequence number.

import { realDay } from "./real-day.ts";

declare const brand: unique symbol;
export type ArchiveId = string & { readonly [brand]: "ArchiveId" };

/** The id for the `sequence`th story of `day`; a day holds 1 to 99, the issues are 2000 to 2099. */
export function archiveId(day: Temporal.PlainDate, sequence: number): ArchiveId {
  const issue = day.toPlainYearMonth().add({ months: 1 });
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 99 || century(issue) !== 20) {
    throw new RangeError(`no archive id ${sequence} on ${day}`);
  }
  return `${two(issue.year % 100)}${two(issue.month)}-${two(day.month)}${two(day.day)}${two(sequence)}` as ArchiveId;
}

/** Only what `archiveId` can have made: a real day, and the issue of the month after it. */
export function parseArchiveId(text: string): ArchiveId | null {
  if (!/^\d{4}-\d{6}$/.test(text)) return null;
  const { issueMonth, year, month, day, sequence } = parts(text);
  if (sequence < 1 || issueMonth !== (month % 12) + 1) return null;
  return realDay(year, month, day) ? (text as ArchiveId) : null;
}

/** The day of the story in Japan. */
export function archiveDay(id: ArchiveId): Temporal.PlainDate {
  const { year, month, day } = parts(id);
  return new Temporal.PlainDate(year, month, day);
}

/** The number within its day, from 1. */
export function archiveSequence(id: ArchiveId): number {
  return parts(id).sequence;
}

type Parts = { issueMonth: number; year: number; month: number; day: number; sequence: number };

function parts(id: string): Parts {
  const issueMonth = Number(id.slice(2, 4));
  return {
    issueMonth,
    // A December story is in the January issue of the next year.
    year: 2000 + Number(id.slice(0, 2)) - (issueMonth === 1 ? 1 : 0),
    month: Number(id.slice(5, 7)),
    day: Number(id.slice(7, 9)),
    sequence: Number(id.slice(9, 11)),
  };
}

function century(month: Temporal.PlainYearMonth): number {
  return Math.floor(month.year / 100);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
