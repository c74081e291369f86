// The days that a digest is named after.

import type { Language } from "#base/archive.ts";

export type Period = { from: Temporal.PlainDate; to: Temporal.PlainDate };

/**
 * The week, or the day, that ends with the last day of which the digest can hold the greater half:
 * a Monday morning's digest is last week's, a Friday evening's is the week up to that Friday.
 */
export function periodOf(
  frequency: "daily" | "weekly",
  slot: Temporal.Instant,
  timeZone: string,
): Period {
  const to = slot.toZonedDateTimeISO(timeZone).toPlainDateTime().subtract({ hours: 12 });
  const days = frequency === "weekly" ? 6 : 0;
  return { from: to.toPlainDate().subtract({ days }), to: to.toPlainDate() };
}

/** `11月16日〜22日`, `11月30日〜12月6日`, `11月24日`; `16–22 November` and so on. */
export function periodShown({ from, to }: Period, language: Language): string {
  const isDay = from.equals(to);
  const isMonth = from.month === to.month;
  if (language === "ja") {
    const first = `${from.month}月${from.day}日`;
    if (isDay) return first;
    return isMonth ? `${first}〜${to.day}日` : `${first}〜${to.month}月${to.day}日`;
  }
  if (isDay) return `${to.day} ${monthName(to)}`;
  if (isMonth) return `${from.day}–${to.day} ${monthName(to)}`;
  return `${from.day} ${monthName(from)} – ${to.day} ${monthName(to)}`;
}

function monthName(date: Temporal.PlainDate): string {
  return date.toLocaleString("en-GB", { month: "long" });
}
