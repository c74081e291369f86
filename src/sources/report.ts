// Thirty days of polls as numbers for a sparkline and two rates.

import type { DayOfPolls } from "./log-store.ts";

export const daysShown = 30;

export type PollReport = {
  /** 0 to 1; null where it was not polled. */
  successRate: number | null;
  /** New stories a week, over the days that it has been polled. */
  itemsAWeek: number | null;
  /** One number a day, oldest first: new stories; null where it was not polled. */
  sparkline: (number | null)[];
};

export function pollReport(days: readonly DayOfPolls[], today: Temporal.PlainDate): PollReport {
  const polls = total(days.map((day) => day.polls));
  const added = total(days.map((day) => day.added));
  const failures = total(days.map((day) => day.failures));
  const byDay = new Map(days.map((day) => [day.day, day.added]));
  const sparkline = Array.from({ length: daysShown }, (_, i) => {
    const day = today.subtract({ days: daysShown - 1 - i });
    return byDay.get(day.toString()) ?? null;
  });
  const first = days[0] && Temporal.PlainDate.from(days[0].day);
  const span = first ? first.until(today).total("days") + 1 : 0;
  return {
    successRate: polls === 0 ? null : round(1 - failures / polls, 4),
    itemsAWeek: span === 0 ? null : round((added / span) * 7, 1),
    sparkline,
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function round(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
