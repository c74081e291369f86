// Years and days of a query.

import type { Asked } from "./part.ts";

type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate };

/** 2025, 2024..2025, 2024.., ..2025, 2024〜2025, 2025年; the earlier may be the second. */
export function readYears(text: string): Asked | null {
  const match = /^(\d{4})?年?(?:(\.\.+|[~〜-])(\d{4})?年?)?$/.exec(text);
  const [, one, range, other] = match ?? [];
  const [first, last] = [yearOf(one), range === undefined ? yearOf(one) : yearOf(other)];
  if (first === undefined || last === undefined || (first ?? last) === null) return null;
  const turned = first !== null && last !== null && first > last;
  const [from, to] = turned ? [last, first] : [first, last];
  return {
    kind: "days",
    from: from === null ? null : new Temporal.PlainDate(from, 1, 1),
    to: to === null ? null : new Temporal.PlainDate(to, 12, 31),
    bound: false,
  };
}

/** Null where none is given, undefined where there was no such year in print. */
function yearOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  const year = Number(text);
  return year >= 1800 && year <= 2199 ? year : undefined;
}

/** A day, a month or a year: 2025-07-24, 2025.7.24, 2025/07, 2025年7月, 2025. */
export function readDays(text: string): Days | null {
  const parts = /^(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?)?[年月]?$/.exec(text);
  const [, year, month, day] = (parts ?? []).map((part) => (part ? Number(part) : undefined));
  if (year === undefined || yearOf(String(year)) === undefined) return null;
  try {
    if (month === undefined) return spanOf(new Temporal.PlainDate(year, 1, 1), { years: 1 });
    if (day === undefined) return spanOf(dateOf(year, month, 1), { months: 1 });
    return spanOf(dateOf(year, month, day), { days: 1 });
  } catch {
    return null; // 2025-02-30
  }
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
}

function spanOf(from: Temporal.PlainDate, length: Temporal.DurationLike): Days {
  return { from, to: from.add(length).subtract({ days: 1 }) };
}
