// English words for figures, months and weekdays.

import { type Span, spansOf } from "./fidelity-fold.ts";

const ones =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ordinals =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
    " ",
  );
const others: Readonly<Record<string, number>> = {
  ...{ once: 1, twice: 2, pair: 2, both: 2, dozen: 12, half: 0.5, hundred: 100, thousand: 1000 },
  ...{ trilateral: 3, bilateral: 2, quadrilateral: 4, trio: 3 },
};

/** The values of the words for figures in a text; twenty-one gives 20, 1 and 21. */
export function wordFigures(text: string): number[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.flatMap((word, i) => {
    const value = wordValue(word);
    if (value === null) return [];
    const next = wordValue(words[i + 1] ?? "");
    if (next === null) return [value];
    return tens.includes(word) && next < 10 ? [value, value + next] : [value, value * next];
  });
}

function wordValue(word: string): number | null {
  if (ones.includes(word)) return ones.indexOf(word);
  if (tens.includes(word)) return (tens.indexOf(word) + 2) * 10;
  if (ordinals.includes(word)) return ordinals.indexOf(word);
  return Object.hasOwn(others, word) ? (others[word] ?? null) : null;
}

const monthNames =
  "January February March April May June July August September October November December".split(
    " ",
  );
const dayNames = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

export type EnglishDate = Span & {
  year?: number;
  month?: number;
  day?: number;
  /** 1 is Monday. */
  weekday?: number;
};

const month = `(?<month>${monthNames.map((name) => `${name}|${name.slice(0, 3)}\\.?`).join("|")}|Sept\\.?)`;
const day =
  "(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:(?: ?- ?| and | to )(?<last>\\d{1,2})(?:st|nd|rd|th)?)?(?![\\d:])";
const forms = [
  new RegExp(`\\b${month} ${day}(?:,? (?<year>\\d{4}))?`, "g"),
  new RegExp(`\\b${day} ${month}(?![A-Za-z])(?:,? (?<year>\\d{4}))?`, "g"),
  new RegExp(`\\b${month} (?<year>(?:19|20)\\d{2})\\b`, "g"),
  new RegExp(`\\b${month}(?![A-Za-z])`, "g"),
  new RegExp(`\\b(?<weekday>${dayNames.join("|")})(?![A-Za-z])`, "g"),
];

/** July 24, 24 July 2025, June 27-29, May 2024, Thursday. A range gives its two ends. */
export function englishDates(text: string): EnglishDate[] {
  const found: EnglishDate[] = [];
  for (const form of forms) {
    for (const { match, ...span } of spansOf(text, form)) {
      if (found.some(({ from, to }) => span.from < to && from < span.to)) continue;
      found.push(...partsOf(span, match.groups ?? {}));
    }
  }
  return found;
}

function partsOf(span: Span, groups: Record<string, string | undefined>): EnglishDate[] {
  const { year, last } = groups;
  const whole = {
    ...span,
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(groups.month === undefined ? {} : { month: monthNumber(groups.month) }),
    ...(groups.weekday === undefined ? {} : { weekday: dayNames.indexOf(groups.weekday) + 1 }),
    ...(groups.day === undefined ? {} : { day: Number(groups.day) }),
  };
  return last === undefined ? [whole] : [whole, { ...whole, day: Number(last) }];
}

function monthNumber(name: string): number {
  return monthNames.findIndex((whole) => whole.startsWith(name.slice(0, 3))) + 1;
}
