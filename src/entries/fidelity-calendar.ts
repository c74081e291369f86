// Which dates a story's sources have told, whole or in part.

import type { DateParts } from "./fidelity-dates.ts";

export type Calendar = {
  /** Takes in what a text of the day `on` says. */
  add: (parts: DateParts, on: Temporal.PlainDate) => void;
  addDay: (day: Temporal.PlainDate) => void;
  /** Whether all the parts belong to one date that was told. */
  has: (parts: DateParts) => boolean;
};

export function openCalendar(): Calendar {
  const known = new Set<string>();
  const added = new Set<string>();
  const addDay = ({ year, month, day, dayOfWeek }: Temporal.PlainDate): void => {
    known.add(`weekday ${dayOfWeek}`);
    for (const y of [year, ""]) for (const m of [month, ""]) known.add(`${y}-${m}-${day}`);
    known.add(`${year}-${month}-`).add(`${year}--`).add(`-${month}-`);
  };
  return {
    addDay,
    add: (parts, on) => {
      const key = `${keysOf(parts)} ${on}`;
      if (added.has(key)) return;
      added.add(key);
      for (const told of [parts, ...monthMeant(parts, on)]) {
        for (const key of keysOf(told)) known.add(key);
      }
      for (const date of datesMeant(parts, on)) addDay(date);
    },
    has: (parts) => keysOf(parts).some((key) => known.has(key)),
  };
}

function keysOf({ years, month, day, weekday }: DateParts): string[] {
  if (weekday !== undefined) return [`weekday ${weekday}`];
  return (years ?? [""]).map((year) => `${year}-${month ?? ""}-${day ?? ""}`);
}

/** 24日 is the nearest such day to `on`, or may be on either side; so with 7月24日 and Thursday. */
function datesMeant(
  { years, month, day, weekday }: DateParts,
  on: Temporal.PlainDate,
): Temporal.PlainDate[] {
  if (weekday !== undefined) return around(on, weekday);
  if (day === undefined) return [];
  if (years !== undefined) return years.flatMap((year) => dayOf(year, month, day));
  if (month !== undefined) {
    return byDistance(
      [-1, 0, 1].flatMap((by) => dayOf(on.year + by, month, day)),
      on,
    ).slice(0, 1);
  }
  const months = [-1, 0, 1].map((by) => on.toPlainYearMonth().add({ months: by }));
  const found = byDistance(
    months.flatMap((one) => dayOf(one.year, one.month, day)),
    on,
  );
  const near = found[0] !== undefined && Math.abs(on.until(found[0]).days) <= 7;
  return found.slice(0, near ? 1 : 2);
}

/** The last such weekday up to `on`, and the next. */
function around(on: Temporal.PlainDate, weekday: number): Temporal.PlainDate[] {
  const last = on.subtract({ days: (on.dayOfWeek - weekday + 7) % 7 });
  return [last, last.add({ days: 7 })];
}

/** 7月 in a text of August 2025 is of 2025, 12月 in one of January of the year before. */
function monthMeant({ years, month, day }: DateParts, on: Temporal.PlainDate): DateParts[] {
  if (month === undefined || day !== undefined || years !== undefined) return [];
  const dates = [-1, 0, 1].flatMap((by) => dayOf(on.year + by, month, 1));
  return byDistance(dates, on)
    .slice(0, 1)
    .flatMap(({ year }) => [{ years: [year], month }, { years: [year] }]);
}

function byDistance(
  dates: readonly Temporal.PlainDate[],
  on: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const far = (date: Temporal.PlainDate): number => Math.abs(on.until(date).days);
  return dates.toSorted((a, b) => far(a) - far(b));
}

function dayOf(year: number, month: number | undefined, day: number): Temporal.PlainDate[] {
  if (month === undefined) return [];
  try {
    return [Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" })];
  } catch {
    return [];
  }
}
