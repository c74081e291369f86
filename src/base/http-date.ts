// IMF-fixdate, RFC 9110 §5.6.7: the one form that is written, and nearly the only one that is read.

import { parseDate } from "./dates.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function writeHttpDate(at: Temporal.Instant): string {
  const utc = at.toZonedDateTimeISO("UTC");
  const time = utc.toPlainTime().toString({ smallestUnit: "second" });
  const day = String(utc.day).padStart(2, "0");
  return `${days[utc.dayOfWeek - 1]}, ${day} ${months[utc.month - 1]} ${utc.year} ${time} GMT`;
}

/** Any of the three forms that a recipient must read; null where it is none of a real moment. */
export function parseHttpDate(text: string): Temporal.Instant | null {
  const fixed = parseFixdate(text);
  if (fixed || !/^[A-Z][a-z]{2,8},? /.test(text.trim())) return fixed;
  return parseDate(text.trim(), "UTC")?.at ?? null; // RFC 850 and asctime
}

function parseFixdate(text: string): Temporal.Instant | null {
  const found = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/.exec(text.trim());
  const month = months.indexOf(found?.[2] ?? "") + 1;
  if (!found || month === 0) return null;
  try {
    const two = String(month).padStart(2, "0");
    return Temporal.Instant.from(`${found[3]}-${two}-${found[1]}T${found[4]}Z`);
  } catch {
    return null;
  }
}
