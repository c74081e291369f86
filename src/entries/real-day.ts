/** The calendar day, or null where there is no such day (2025.02.30). */
export function realDay(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || day < 1) return null;
  const nearest = Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" });
  return nearest.month === month && nearest.day === day ? nearest : null;
}
