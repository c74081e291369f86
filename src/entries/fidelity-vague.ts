// Figures that say only how great: 数十億, tens of billions. Their value is the least they can mean.

import { type Span, spansOf } from "./fidelity-fold.ts";

export type Vague = Span & { magnitude: number };

export function findVague(text: string): Vague[] {
  return [
    ...spansOf(text, /数([十百千万億兆]+)/g).map(({ match, ...span }) => ({
      ...span,
      magnitude: [...(match[1] ?? "")].reduce((all, power) => all * (powers[power] ?? 1), 1),
    })),
    ...spansOf(text, english).map(({ match, ...span }) => ({
      ...span,
      magnitude:
        match[0]
          .toLowerCase()
          .match(/[a-z]+/g)
          ?.reduce(times, 1) ?? 1,
    })),
  ];
}

const powers: Readonly<Record<string, number>> = {
  ...{ 十: 10, 百: 100, 千: 1e3, 万: 1e4, 億: 1e8, 兆: 1e12 },
  ...{ tens: 10, dozens: 10, hundred: 100, hundreds: 100, thousand: 1e3, thousands: 1e3 },
  ...{ million: 1e6, millions: 1e6, billion: 1e9, billions: 1e9, trillion: 1e12, trillions: 1e12 },
};
const english =
  /\b(?:several (?:hundred|thousand|million|billion)|(?:tens|dozens|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions|trillions))?)\b/gi;

function times(all: number, word: string): number {
  return all * (powers[word] ?? 1);
}
