// What can be told of entries once they are read: ids given twice, days that are still to come.

import type { BodyLine } from "./page-body.ts";
import type { Report } from "./page-oddity.ts";

/** An id names one entry for good; the second of a page is kept and told of. */
export function reportRepeatedIds(
  entries: readonly { line: number; id: string | null }[],
  report: Report,
): void {
  const first = new Map<string, number>();
  for (const { line, id } of entries) {
    if (id === null) continue;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, line);
    else
      report(
        line,
        "id-repeated",
        `${id} is also the id of the entry of line ${earlier}; both were kept.`,
      );
  }
}

/** `6日に判明した` in an entry of the 5th. A far greater day is of the month before, not of this one. */
export function reportLaterDays(
  date: string | null,
  lines: readonly BodyLine[],
  report: Report,
): void {
  if (date === null) return;
  const day = Number(date.slice(8, 10));
  for (const { line, text } of lines) {
    for (const [found, number] of text.matchAll(toldOn)) {
      const ahead = Number(number) - day;
      if (ahead < 1 || ahead > 7) continue;
      report(line, "date-conflict", `"${found}" in an entry of ${date}; both were kept.`);
    }
  }
}

const toldOn = /(?<![\d月~〜-])(\d{1,2})日(?:に|、)?(?:判明|発表|公表|表明|明らか|分かった)/g;
