// Dates as feeds and news pages write them. The time and the zone are lifted out first; what
// remains must be a date and nothing else. A zone counts only beside a time: 2025-07 is a month.

import { civilDate } from "./civil-date.ts";
import { offsetMinutes } from "./zones.ts";

/** `timed` is false where only the day is given: `at` is then its first instant in the zone. */
export type ReadDate = { at: Temporal.Instant; timed: boolean };

type TimeOfDay = { hour: number; minute: number; second: number; millisecond: number };

const maxLength = 100;

// 8:05, 20:16:00.5, 午後8時, 午後8時5分, 20時, 8:05 PM. Not the 09:00 of +09:00.
const timePattern =
  /(?<![\d+\-.])(?:(午前|午後|AM|PM)\s*)?(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|時(?:(\d{1,2})分(?:(\d{1,2})秒)?)?)(?:\s*([AP])\.?M\b\.?)?/i;
// Lifting the time out leaves a space before the zone: in 20:16 2025-07-12, -12 is none.
const zonePattern = /\s(?:(?:UTC|GMT)?([+-]\d{2}(?::?\d{2})?)|([A-Z]{1,5}))$/i;

/**
 * Reads RFC 822 and 850, asctime, ISO 8601 and W3CDTF in every precision, and the Japanese forms
 * (2025年7月28日 21:00, 令和7年…, 午後, 2025.07.24 20:16, full-width digits, 24:00).
 * A time without a zone is taken in `zone` ("+09:00" or "Asia/Tokyo"). A date without a year,
 * 7/24(木) 20:16, needs `near` and becomes the nearest such day to it. Null where not understood.
 */
export function parseDate(text: string, zone: string, near?: Temporal.Instant): ReadDate | null {
  if (text.length > maxLength) return null;
  const plain = simplify(text);
  const time = timePattern.exec(plain);
  const clock = time ? timeOfDay(time) : null;
  if (time && !clock) return null;
  const rest = (time ? lift(plain, time) : plain).trim();
  const zoned = time ? zonePattern.exec(rest) : null;
  const offset = zoned ? offsetMinutes(zoned[1] ?? zoned[2] ?? "") : null;
  const day = civilDate(
    zoned && offset !== null ? rest.slice(0, zoned.index).trim() : rest,
    near?.toZonedDateTimeISO(zone).toPlainDate(),
  );
  return day && { at: instantOf(day, clock, offset, zone), timed: clock !== null };
}

/** Half-width, one line, without weekdays, comments and the T between date and time. */
function simplify(text: string): string {
  return (
    text
      .normalize("NFKC")
      .replace(/\([^()]*\)|\[[^[\]]*\]/g, " ")
      .replace(
        /(?<=\d)T(\d{2})(\d{2})?(\d{2})?(?=$|[Z+-])/i,
        (_, h, m = "00", s = "00") => ` ${h}:${m}:${s} `,
      )
      .replace(/(?<=\d)T(?=\d)/i, " ")
      .replace(/^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?,?\s*(?=[a-z\d])/i, "")
      // date(1) writes the zone before the year.
      .replace(/(?<=:\d\d) ([A-Z]{2,5}|[+-]\d{4}) (\d{4})$/i, " $2 $1")
      .replace(/[日月火水木金土]曜日?/g, " ")
      .replace(/\s+/g, " ")
      .trim()
  );
}

function lift(text: string, match: RegExpExecArray): string {
  const before = text.slice(0, match.index).trimEnd();
  return `${before} ${text.slice(match.index + match[0].length).trimStart()}`;
}

function timeOfDay(match: RegExpExecArray): TimeOfDay | null {
  const [, half, hours, minutes, seconds, fraction, kanjiMinutes, kanjiSeconds, meridiem] = match;
  const hour = hourOf(Number(hours), half ?? (meridiem && `${meridiem}M`));
  const minute = Number(minutes ?? kanjiMinutes ?? 0);
  const second = Number(seconds ?? kanjiSeconds ?? 0);
  const millisecond = Math.trunc(Number(`0.${fraction ?? 0}`) * 1000);
  if (hour === null || minute > 59 || second > 60) return null;
  if (hour === 24 && minute + second > 0) return null;
  // A leap second is told as the second before it: no civil clock here can show it.
  return { hour, minute, second: Math.min(second, 59), millisecond };
}

/** 午後0時 is noon, 12 AM is midnight; 24 is the end of the day and nothing is later. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (!half) return hour <= 24 ? hour : null;
  if (hour > 12) return null;
  const afternoon = half === "午後" || half.toUpperCase() === "PM";
  if (half === "午後" || half === "午前") return hour + (afternoon ? 12 : 0);
  return (hour % 12) + (afternoon ? 12 : 0);
}

function instantOf(
  day: Temporal.PlainDate,
  clock: TimeOfDay | null,
  offset: number | null,
  zone: string,
): Temporal.Instant {
  const { hour, minute, second, millisecond } = clock ?? midnight;
  const local = day.toPlainDateTime().add({ hours: hour, minutes: minute, seconds: second });
  const exact = local.add({ milliseconds: millisecond });
  if (offset === null) return exact.toZonedDateTime(zone).toInstant();
  return exact.toZonedDateTime("UTC").subtract({ minutes: offset }).toInstant();
}
const midnight: TimeOfDay = { hour: 0, minute: 0, second: 0, millisecond: 0 };
