// The date-time of RFC 5322 §3.3, always in UTC.

/** For example "Tue, 24 Nov 2026 20:41:52 +0000". */
export function formatMailDate(instant: Temporal.Instant): string {
  const at = instant.toZonedDateTimeISO("UTC");
  const month = months[at.month - 1];
  const time = at.toPlainTime().toString({ smallestUnit: "second" });
  return `${days[at.dayOfWeek - 1]}, ${at.day} ${month} ${at.year} ${time} +0000`;
}

/** The inverse, for our own mails only; null for any other form. */
export function parseMailDate(text: string): Temporal.Instant | null {
  const match = /^\w{3}, (\d{1,2}) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) \+0000$/.exec(text);
  if (!match) return null;
  const [, day = "", month = "", year, time] = match;
  const number = String(months.indexOf(month) + 1).padStart(2, "0");
  try {
    return Temporal.Instant.from(`${year}-${number}-${day.padStart(2, "0")}T${time}Z`);
  } catch {
    return null;
  }
}

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
