// When a source is asked again.

import type { Download } from "#net/outcome.ts";

export type PollingPolicy = { minimumMinutes: number; defaultMinutes: number };

const hour = 60;

/**
 * After success the source's interval, after the nth failure in a row 30 min · 2ⁿ⁻¹ up to a day and
 * then weekly: never silently given up. `spread` is 0 to 1 and only ever delays, by up to a tenth,
 * so that sources added together drift apart. Retry-After of 429 and 503 is a floor (RFC 9110 §10.2.3).
 */
export function nextPoll(
  now: Temporal.Instant,
  poll: { errorStreak: number; sourceMinimum: number | null; retryAfter: string | null },
  policy: PollingPolicy,
  spread: number,
): Temporal.Instant {
  const interval =
    poll.errorStreak === 0
      ? Math.max(policy.defaultMinutes, policy.minimumMinutes, poll.sourceMinimum ?? 0)
      : backoff(poll.errorStreak);
  const seconds = Math.round(interval * 60 * (1 + spread / 10));
  const at = now.add({ seconds });
  const floor = retryTime(now, poll.retryAfter);
  return floor !== null && Temporal.Instant.compare(floor, at) > 0 ? floor : at;
}

/** Minutes to wait after `streak` failures. */
function backoff(streak: number): number {
  const minutes = 30 * 2 ** Math.min(streak - 1, 20);
  if (minutes <= 24 * hour) return minutes;
  return streak <= 14 ? 24 * hour : 7 * 24 * hour;
}

/** Seconds or an HTTP date; anything else, and what is past, is no floor. */
function retryTime(now: Temporal.Instant, header: string | null): Temporal.Instant | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return now.add({ seconds: Number(text) });
  const date = httpDate(text);
  return date && Temporal.Instant.compare(date, now) > 0 ? date : null;
}

/** IMF-fixdate (RFC 9110 §5.6.7), the form every sender must use. */
function httpDate(text: string): Temporal.Instant | null {
  const found = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/.exec(text);
  const month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(found?.[2] ?? "?") / 3 + 1;
  if (!found || !Number.isInteger(month) || month < 1) return null;
  try {
    const two = String(month).padStart(2, "0");
    return Temporal.Instant.from(`${found[3]}-${two}-${found[1]}T${found[4]}Z`);
  } catch {
    return null;
  }
}

/** Retry-After counts only where the server says that it is overloaded. */
export function retryAfterOf(download: Download): string | null {
  return download.outcome === "throttled" ? download.headers.retryAfter : null;
}
