// Times of day: 20:16, 午後8時, 8 p.m.

import { type Span, spansOf } from "./fidelity-fold.ts";

/** `minutes` of the day that may be meant: 8時 may be of the morning or of the evening. */
export type ToldTime = Span & { minutes: readonly number[] };

export function findTimes(text: string): ToldTime[] {
  return forms.flatMap((form) =>
    spansOf(text, form).flatMap(({ match, ...span }) => {
      const minutes = minutesOf(match.groups ?? {});
      return minutes.length > 0 ? [{ ...span, minutes }] : [];
    }),
  );
}

/** Takes in what a source says; an hour stands for each of its minutes too. */
export function addTimes(times: Set<number>, told: readonly ToldTime[]): void {
  for (const { minutes } of told) {
    for (const minute of minutes) times.add(minute).add(minute - (minute % 60));
  }
}

const forms = [
  /(?<half>午前|午後)?(?<![\d.,])(?<hour>\d{1,2})時(?!間|代|点|期|速|給|計)(?:(?<minute>\d{1,2})分|(?<thirty>半))?/g,
  /(?<![\d:])(?<hour>\d{1,2}):(?<minute>\d{2})(?![\d:])/g,
  /(?<![\d:.])(?<hour>\d{1,2})(?::(?<minute>\d{2}))? ?(?<half>[AaPp])\.?[Mm]\b/g,
];

function minutesOf(groups: Record<string, string | undefined>): number[] {
  const { half, thirty } = groups;
  const hour = Number(groups.hour);
  const minute = thirty === undefined ? Number(groups.minute ?? 0) : 30;
  if (hour > 24 || minute > 59) return [];
  const at = (hours: number): number => (hours % 24) * 60 + minute;
  if (half === undefined) return hour < 12 ? [at(hour), at(hour + 12)] : [at(hour)];
  return [at((hour % 12) + (/午後|p/i.test(half) ? 12 : 0))];
}
