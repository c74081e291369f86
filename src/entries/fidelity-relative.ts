// Dates told from the day of writing: 昨年, 先月, 明日, yesterday.

import { type Span, spansOf } from "./fidelity-fold.ts";

type Relative = { years?: readonly number[]; month?: number; day?: number };

type Row = readonly [pattern: RegExp, unit: "years" | "months" | "days", by: number];

const rows: readonly Row[] = [
  [/今年|本年|ことし|\bthis year\b/gi, "years", 0],
  [/昨年|去年|\blast year\b/gi, "years", -1],
  [/一昨年|おととし/g, "years", -2],
  [/来年|\bnext year\b/gi, "years", 1],
  [/再来年/g, "years", 2],
  [/今月|\bthis month\b/gi, "months", 0],
  [/先月|\blast month\b/gi, "months", -1],
  [/来月|\bnext month\b/gi, "months", 1],
  [/今日|きょう(?!う)|本日|\btoday\b/gi, "days", 0],
  [/昨日|きのう|\byesterday\b/gi, "days", -1],
  [/一昨日|おととい/g, "days", -2],
  [/明日|あす(?=[、にのかはもま])|\btomorrow\b/gi, "days", 1],
  [/明後日|あさって/g, "days", 2],
];

/** 同日 and 前年 lean on the text around them and are left out. */
export function relativeDates(text: string, on: Temporal.PlainDate): (Span & Relative)[] {
  const found = rows.flatMap(([pattern, unit, by]) =>
    spansOf(text, pattern).map(({ match: _, ...span }) => ({
      ...span,
      ...shown(on.add({ [unit]: by }), unit),
    })),
  );
  // 一昨年 holds 昨年, 再来年 来年.
  return found.filter(
    (one) => !found.some((other) => other !== one && other.from <= one.from && other.to >= one.to),
  );
}

function shown(date: Temporal.PlainDate, unit: "years" | "months" | "days"): Relative {
  const { year, month, day } = date;
  if (unit === "years") return { years: [year] };
  return unit === "months" ? { years: [year], month } : { years: [year], month, day };
}
