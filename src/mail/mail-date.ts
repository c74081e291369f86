// The date-time of RFC 5322 §3.3, always in UTC: that of HTTP but for the name of the zone.

import { parseHttpDate, writeHttpDate } from "#base/http-date.ts";

/** For example "Tue, 24 Nov 2026 20:41:52 +0000". */
export function formatMailDate(instant: Temporal.Instant): string {
  return writeHttpDate(instant).replace("GMT", "+0000");
}

/** The inverse, for our own mails only; null for any other form. */
export function parseMailDate(text: string): Temporal.Instant | null {
  return parseHttpDate(text.replace("+0000", "GMT"));
}
