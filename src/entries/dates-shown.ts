// Dates as the archive's pages write them.

/** `2025.07.24 20:16`, or `2025.07.24` where the source gave no time; `time` is HH:MM. */
export function reportedShown(date: Temporal.PlainDate, time: string | null): string {
  const day = date.toString().replaceAll("-", ".");
  return time === null ? day : `${day} ${time}`;
}
