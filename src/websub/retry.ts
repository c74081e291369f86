// When a callback that has failed is called again.

/** After the first, second, … failure; as after the last from then on. */
const retryMinutes = [1, 5, 15, 60, 180, 360];

/** A callback that has failed for so long has lost its subscription (WebSub §7 lets a hub end it). */
const patienceHours = 72;

/** The longest Retry-After that we keep to. */
const longestSeconds = 86_400;

/** `retryAfter` as the header has it; a date in it, which nearly nobody writes, is not read. */
export function retryAt(
  now: Temporal.Instant,
  attempt: number,
  retryAfter: string | null = null,
): Temporal.Instant {
  const minutes = retryMinutes[attempt - 1] ?? retryMinutes.at(-1) ?? 0;
  const asked = /^\d{1,9}$/.test(retryAfter ?? "") ? Number(retryAfter) : 0;
  return now.add({ seconds: Math.max(minutes * 60, Math.min(asked, longestSeconds)) });
}

/** `since`: the first failure after the last success. */
export function isGivenUp(since: Temporal.Instant, now: Temporal.Instant): boolean {
  return since.until(now).total("hours") >= patienceHours;
}
