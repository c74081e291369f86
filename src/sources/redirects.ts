// When a permanent redirect is believed. A captive portal answers 301 for every address it sees, and
// readers that believed it at once lost all their addresses.

import type { Hop } from "#net/outcome.ts";
import type { Redirect } from "./poll-store.ts";
import { isSuccess, type PollOutcome } from "./read-source.ts";

const daysOfAgreement = 7;

export type RedirectChange =
  | { kind: "none" }
  | { kind: "watch" | "adopt"; redirect: Redirect }
  /** The redirect is gone, or what was adopted has failed: back to the configured address. */
  | { kind: "drop" };

/**
 * What the redirects of one reading come to. Only 301 and 308 all the way count, only where a feed
 * was at the end, and the same target for a week; anything else starts the week again.
 */
export function watchRedirect(
  known: Redirect | undefined,
  reading: { url: string; hops: readonly Hop[]; outcome: PollOutcome },
  now: Temporal.Instant,
): RedirectChange {
  if (known?.adoptedAt) return { kind: isWrong(reading.outcome) ? "drop" : "none" };
  const target = reading.hops.at(-1)?.url;
  const permanent = reading.hops.every(({ status }) => status === 301 || status === 308);
  if (target === undefined || !permanent) return known ? { kind: "drop" } : { kind: "none" };
  if (!isSuccess(reading.outcome)) return { kind: "none" };
  const { url } = reading;
  if (known?.target !== target) {
    return { kind: "watch", redirect: { url, target, firstSeenAt: now, adoptedAt: null } };
  }
  const held = known.firstSeenAt.until(now).total("hours") >= daysOfAgreement * 24;
  return held ? { kind: "adopt", redirect: { ...known, adoptedAt: now } } : { kind: "none" };
}

/** The adopted address is not what it was; an overloaded or unreachable one may be again. */
function isWrong(outcome: PollOutcome): boolean {
  return ["missing", "gone", "not-a-feed", "bad-redirect", "refused-address"].includes(outcome);
}
