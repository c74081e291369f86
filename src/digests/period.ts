// The days that a digest is named after.

import type { Language } from "#base/archive.ts";

export type Period = { from: Temporal.PlainDate; to: Temporal.PlainDate };

/** Until this hour the day of the slot has hardly begun, and a digest is named after those before. */
const deskOpens = 9;

/**
 * The day of the slot, or the week that ends with it, from the day of the slot before: a Friday
 * evening's holds what came after the last one went out that day. A morning's digest, such as that
 * of Monday 07:00, tells the days until the evening before.
 */
export function periodOf(
  frequency: "daily" | "weekly",
  slot: Temporal.Instant,
  timeZone: string,
): Period {
  const at = slot.toZonedDateTimeISO(timeZone);
  const day = at.toPlainDate();
  const to = at.hour < deskOpens ? day.subtract({ days: 1 }) : day;
  return { from: frequency === "weekly" ? day.subtract({ days: 7 }) : to, to };
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
