// How long an answer says that it will hold, RFC 9111 §4.2.

import { parseHttpDate } from "#base/http-date.ts";
import type { ResponseHeaders } from "#net/outcome.ts";

const longest = 7 * 24 * 3600;

/**
 * Seconds for which asking again would be in vain: max-age (else Expires − Date) less Age, at most a
 * week; 0 where nothing is said, or no-cache and no-store ask for nothing to be held.
 */
export function freshSeconds(headers: ResponseHeaders): number {
  const { cacheControl, age, expires, date } = headers;
  const directives = (cacheControl ?? "").toLowerCase();
  if (/\bno-(cache|store)\b/.test(directives)) return 0;
  const maxAge = /\bmax-age\s*=\s*"?(\d{1,10})/.exec(directives)?.[1];
  const lifetime = maxAge === undefined ? lifetimeOf(expires, date) : Number(maxAge);
  const spent = /^\d{1,10}$/.test(age?.trim() ?? "") ? Number(age) : 0;
  return Math.min(Math.max(0, lifetime - spent), longest);
}

function lifetimeOf(expires: string | null, date: string | null): number {
  if (expires === null || date === null) return 0;
  const [until, from] = [parseHttpDate(expires), parseHttpDate(date)];
  if (!until || !from) return 0;
  return from.until(until).total("seconds");
}
