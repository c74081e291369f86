// What a text says that can be looked up: dates, times, figures, and the rest, in which names are.

import { findDates, type ToldDate } from "./fidelity-dates.ts";
import { blank, type Span, spansOf } from "./fidelity-fold.ts";
import { type Figure, findFigures } from "./fidelity-numbers.ts";
import { findTimes, type ToldTime } from "./fidelity-times.ts";
import { findVague, type Vague } from "./fidelity-vague.ts";

export type Facts = {
  dates: readonly ToldDate[];
  times: readonly ToldTime[];
  vague: readonly Vague[];
  figures: readonly Figure[];
  /** The text with all these overwritten. */
  words: string;
};

/**
 * Of a folded text of the day `on`. Each reader overwrites what it has read, so that 24日 is not also
 * a figure; the numbers of list items are none.
 */
export function readFacts(whole: string, on: Temporal.PlainDate): Facts {
  const markers: Span[] = spansOf(whole, /^[ \t]*(?:\(\d{1,2}\)|・)/gm);
  const read = blank(whole, markers);
  const dates = findDates(read, on);
  const times = findTimes(blank(read, dates));
  const vague = findVague(read);
  const rest = blank(read, [...dates, ...times, ...vague]);
  const figures = findFigures(rest);
  return { dates, times, vague, figures, words: blank(rest, figures) };
}
