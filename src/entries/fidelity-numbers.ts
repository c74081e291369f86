// The figures of a text, each with what it counts.

import type { Span } from "./fidelity-fold.ts";
import { spansOf } from "./fidelity-fold.ts";
import { isChinese, numeralSource, numeralValue } from "./fidelity-numerals.ts";
import { currencyUnit, type Unit, unitAt } from "./fidelity-units.ts";

export type Figure = Span & {
  value: number;
  unit: Unit | null;
  /** 約, 以上: told as near, not as exact. */
  hedged: boolean;
};

/**
 * `text` is folded, and its dates are overwritten. Figures that belong to a designation (F-35, P-8A)
 * are none. `loose` takes also what may be no figure, such as 一 in 一方: for texts in which figures
 * are looked up.
 */
export function findFigures(text: string, { loose = false } = {}): Figure[] {
  return spansOf(text, numerals).flatMap((span) => {
    const value = numeralValue(span.text);
    if (value === null || isDesignation(text, span)) return [];
    const figure = readFigure(text, span, value);
    if (!loose && isChinese(span.text) && !isCount(text, span, figure)) return [];
    return figure === null ? [] : [figure];
  });
}

const numerals = new RegExp(numeralSource, "g");
const currencies = /(?:US\$|A\$|[$€£¥]|USD|AUD|JPY|EUR|GBP) ?$/;
const scales: readonly (readonly [RegExp, number])[] = [
  [/ ?thousand(?![A-Za-z])/iy, 1e3],
  [/ ?(?:million(?![A-Za-z])|mn(?![A-Za-z])|M(?![A-Za-z]))/y, 1e6],
  [/ ?(?:billion(?![A-Za-z])|bn(?![A-Za-z])|B(?![A-Za-z]))/y, 1e9],
  [/ ?(?:trillion(?![A-Za-z])|T(?![A-Za-z]))/y, 1e12],
];

/** F-35 and 5G, but not AUD10B and 5km. */
function isDesignation(text: string, { from, to }: Span): boolean {
  const before = text.slice(Math.max(0, from - 5), from);
  if (/[A-Za-z]-?$/.test(before) && !currencies.test(before)) return true;
  if (/[\d][.,:]$/.test(before)) return true;
  return /^[A-Za-z]/.test(text.slice(to)) && endOf(text, from, to) === null;
}

/** Where scale and unit end; null where Latin letters follow that are neither. */
function endOf(text: string, from: number, to: number): number | null {
  const scaled = scaleAt(text, to, hasCurrency(text, from));
  const end = unitAt(text, scaled.end)?.end ?? scaled.end;
  if (end === to && ordinal.test(text.slice(to, to + 3))) return to + 2;
  return end > to ? end : null;
}
const ordinal = /^(?:st|nd|rd|th)(?![A-Za-z])/;

function readFigure(text: string, span: Span, value: number): Figure | null {
  const sign = currencies.exec(text.slice(Math.max(0, span.from - 5), span.from))?.[0] ?? "";
  const scaled = scaleAt(text, span.to, sign !== "");
  const counted = unitAt(text, scaled.end);
  const unit = sign === "" ? (counted?.unit ?? null) : currencyUnit(sign.trim());
  const [from, to] = [
    span.from - sign.length,
    sign === "" ? (counted?.end ?? scaled.end) : scaled.end,
  ];
  const hedged = isHedged(text, from, to);
  return { from, to, text: text.slice(from, to), value: value * scaled.factor, unit, hedged };
}

function hasCurrency(text: string, from: number): boolean {
  return currencies.test(text.slice(Math.max(0, from - 5), from));
}

/** One letter is a scale only behind a currency: 10M, but 5m are metres. */
function scaleAt(text: string, at: number, money: boolean): { factor: number; end: number } {
  for (const [pattern, factor] of scales) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match && (money || match[0].trim().length > 1)) {
      return { factor, end: at + match[0].length };
    }
  }
  return { factor: 1, end: at };
}

function isHedged(text: string, from: number, to: number): boolean {
  return (
    /(?:約|およそ|ほぼ|推定|計|about|around|some|nearly|roughly|over|almost|approximately) ?$/i.test(
      text.slice(Math.max(0, from - 14), from),
    ) || /^(?:以上|以下|超|余|近く|前後|程度|ほど|弱|強)/.test(text.slice(to))
  );
}

/** 三隻 is a figure; 一方, 四国 and 千歳 are not, and 一 is mostly an article. */
function isCount(text: string, span: Span, figure: Figure | null): boolean {
  if (figure === null || figure.unit === null || figure.value < 2) return false;
  if (/[数何幾]$/.test(text.slice(0, span.from))) return false;
  return !/^(?:十分|四国|千歳|三国|百度|百発|三つ巴)/.test(text.slice(span.from, span.from + 4));
}
