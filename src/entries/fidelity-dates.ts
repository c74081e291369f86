// The dates of a text: whole ones, and parts such as 24日, 7月, 2025年, 昨年, Thursday.

import { englishDates } from "./fidelity-english.ts";
import { type Span, spansOf } from "./fidelity-fold.ts";
import { numeralValue } from "./fidelity-numerals.ts";
import { relativeDates } from "./fidelity-relative.ts";

/** What a text says of a date; `years` has two where 24年 may be of either century. */
export type DateParts = {
  years?: readonly number[];
  month?: number;
  day?: number;
  /** 1 is Monday. */
  weekday?: number;
};
export type ToldDate = Span & DateParts;

/** `text` is folded; `on` is the day it was written, from which 昨年 and 明日 are reckoned. */
export function findDates(text: string, on: Temporal.PlainDate): ToldDate[] {
  const found: ToldDate[] = [];
  const add = (dates: readonly ToldDate[]): void => {
    const here = [...found];
    for (const date of dates) {
      if (!here.some(({ from, to }) => date.from < to && from < date.to)) found.push(date);
    }
  };
  for (const form of forms) {
    add(spansOf(text, form).flatMap(({ match, ...span }) => datesOf(span, match.groups ?? {})));
  }
  add(
    englishDates(text).map(({ year, ...date }) => ({
      ...date,
      ...(year === undefined ? {} : { years: [year] }),
    })),
  );
  add(relativeDates(text, on));
  return found;
}

const number = "\\d{1,2}|[一二三四五六七八九十]{1,3}";
const month = `(?<month>${number})月`;
const days = (one: string): string => `(?<day>${one})(?:日?[~、・-](?<last>${one}))?日`;
const notSpan = "(?!間|連続|ぶり|以内|程|数|当たり|あたり|平均|\\d)";
const apart = "(?<![\\d.,])";

const forms = [
  // 2025年7月24日, 令和7年7月, 2025年度
  `${apart}(?:(?<era>令和|平成|昭和) ?(?<eraYear>\\d{1,2}|元)|(?<year>\\d{4}|[一二]〇?[〇一二三四五六七八九]{2,3}))年(?: ?${month}(?: ?${days(number)})?)?`,
  // 2025-07-24, 2025/7/24, 2025.07.24
  `${apart}(?<year>(?:19|20)\\d{2})([-/.])(?<month>\\d{1,2})\\k<gap>(?<day>\\d{1,2})(?!\\d)`.replace(
    "([-/.])",
    "(?<gap>[-/.])",
  ),
  `${apart}(?:(?<short>\\d{2})年)?${month} ?${days(number)}`,
  // 24年12月, and 24年 where it is no span of years
  `${apart}(?<short>\\d{2})年${month}(?!間)`,
  `${apart}(?<short>\\d{2})年(?!間|ぶり|連続|前|後|以[上内]|余|超|近く|来|目|半|代|物|式|分|も|ほど)`,
  `${apart}(?<month>\\d{1,2})月(?![間額例給曜])`,
  // 7/24(木)
  `${apart}(?<month>\\d{1,2})/(?<day>\\d{1,2})(?=\\()`,
  `${apart}${days("\\d{1,2}")}${notSpan}`,
  `(?<day>[二三]?十[一二三四五六七八九])日${notSpan}`,
  "(?<weekday>[月火水木金土日])曜",
  "\\((?<weekday>[月火水木金土日])\\)",
].map((source) => new RegExp(source, "g"));

const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };

function datesOf(span: Span, groups: Record<string, string | undefined>): ToldDate[] {
  const { month, day, last, weekday } = groups;
  const years = yearsOf(groups);
  const first: ToldDate = {
    ...span,
    ...(years === undefined ? {} : { years }),
    ...(month === undefined ? {} : { month: numeralValue(month) ?? 0 }),
    ...(day === undefined ? {} : { day: numeralValue(day) ?? 0 }),
    ...(weekday === undefined ? {} : { weekday: "月火水木金土日".indexOf(weekday) + 1 }),
  };
  const all = last === undefined ? [first] : [first, { ...first, day: numeralValue(last) ?? 0 }];
  return all.every(isPossible) ? all : [];
}

function yearsOf(groups: Record<string, string | undefined>): number[] | undefined {
  const { era, eraYear, year, short } = groups;
  if (era !== undefined) return [(eras[era] ?? 0) + (eraYear === "元" ? 1 : Number(eraYear))];
  if (year !== undefined) return [numeralValue(year) ?? 0];
  return short === undefined ? undefined : [2000 + Number(short), 1900 + Number(short)];
}

/** 13月 and 45日 are figures, not dates. */
function isPossible({ years, month = 1, day = 1 }: DateParts): boolean {
  const year = years?.[0] ?? 2000;
  return year >= 1000 && year < 3000 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
