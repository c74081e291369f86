// One number is written 9兆8000億, 9.8兆 or 9.8 trillion: all become digits.

const japanese = /\d+(?:\.\d+)?[兆億万千](?:\d+(?:\.\d+)?[億万千]?)*/g;
const english = /(\d+(?:\.\d+)?)[ -]?(thousand|million|billion|trillion)(?![a-z])/g;
const units: Readonly<Record<string, number>> = {
  ...{ 千: 1e3, 万: 1e4, 億: 1e8, 兆: 1e12 },
  ...{ thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 },
};

/** A folded text with its large numbers in digits, without separators. */
export function writeNumbers(folded: string): string {
  return folded
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(japanese, (number) => digits(number.matchAll(/([\d.]+)([兆億万千]?)/g)))
    .replace(english, (number) => digits(number.matchAll(/([\d.]+)[ -]?([a-z]+)/g)));
}

/** The parts added up, as far as digits are exact. */
function digits(parts: Iterable<RegExpMatchArray>): string {
  let sum = 0;
  for (const [, count, unit = ""] of parts) sum += Number(count) * (units[unit] ?? 1);
  return String(Math.round(Math.min(sum, Number.MAX_SAFE_INTEGER)));
}
