/** The one source of the time. Passed in wherever it is needed, so that a test can set it. */
export type Clock = () => Temporal.Instant;

export const systemClock: Clock = () => Temporal.Now.instant();

/** For libraries that take a `Date`. */
// biome-ignore lint/style/noRestrictedGlobals: the one place where a Date is made
export function toDate(at: Temporal.Instant): Date {
  // biome-ignore lint/style/noRestrictedGlobals: see above
  return new Date(at.epochMilliseconds);
}
