// Figures and dates of a text that its sources do not have.

import type { ToldDate } from "./fidelity-dates.ts";
import type { Span } from "./fidelity-fold.ts";
import type { Ground } from "./fidelity-ground.ts";
import type { Figure } from "./fidelity-numbers.ts";
import type { ToldTime } from "./fidelity-times.ts";
import type { Vague } from "./fidelity-vague.ts";

export type FidelityKind = "number" | "unit" | "date" | "name" | "word";

/** `near`: what the sources have instead, where something is nearly the same. */
export type Missing = Span & { kind: FidelityKind; weak?: boolean; near?: string };

export function missingDates(
  dates: readonly ToldDate[],
  times: readonly ToldTime[],
  { calendar, times: known, figures }: Ground,
): Missing[] {
  const unknown = dates.filter((date) => !calendar.has(date) && !isSpan(date, figures));
  const untimed = times.filter(({ minutes }) => !minutes.some((minute) => known.has(minute)));
  return [...unknown, ...untimed].map(({ from, to, text }) => ({ from, to, text, kind: "date" }));
}

/** 15年 may be fifteen years. */
function isSpan({ years, month, day }: ToldDate, figures: Ground["figures"]): boolean {
  const short = years?.length === 2 && month === undefined && day === undefined;
  return short && figures.some(({ value }) => value === (years[0] ?? 0) - 2000);
}

export function missingVague(vague: readonly Vague[], { magnitudes }: Ground): Missing[] {
  return vague
    .filter(({ magnitude }) => !magnitudes.has(magnitude))
    .map(({ from, to, text }) => ({ from, to, text, kind: "number", weak: true }));
}

export function missingFigures(figures: readonly Figure[], ground: Ground): Missing[] {
  return figures.flatMap((figure): Missing[] => {
    const { from, to, text } = figure;
    const kind = verdict(figure, ground);
    if (kind === null) return [];
    return [{ from, to, text, kind, weak: figure.unit?.weak === true || figure.value === 1 }];
  });
}

function verdict(figure: Figure, ground: Ground): "number" | "unit" | null {
  const { value } = figure;
  if (ground.figures.some((known) => isSame(figure, known))) return null;
  if (isYear(value) && figure.unit === null && ground.calendar.has({ years: [value] })) return null;
  if (figure.unit?.weak && namesSoMany(value, ground.whole)) return null;
  return ground.figures.some((known) => known.value === value) ? "unit" : "number";
}

/**
 * Equal values, where the one or the other has no unit to compare; within a family by what they come
 * to: exactly in one unit, within 5 % between two, within 10 % where the text says 約.
 */
function isSame({ value, unit, hedged }: Figure, known: Ground["figures"][number]): boolean {
  const [a, b] = [unit?.family, known.unit?.family];
  if (a === undefined || b === undefined) return near(value, known.value, hedged ? 0.1 : 0);
  if (a !== b) return false;
  const [mine, theirs] = [unit?.factor ?? 1, known.unit?.factor ?? 1];
  const slack = hedged ? 0.1 : mine === theirs ? 0 : 0.05;
  return near(value * mine, known.value * theirs, slack);
}

function near(a: number, b: number, slack: number): boolean {
  return a === b || Math.abs(a - b) <= Math.max(Math.abs(b), Math.abs(a)) * (slack + 1e-9);
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value < 2100;
}

/** 三ヵ国, where the source writes 日米豪 or 日、米、豪. */
function namesSoMany(count: number, whole: string): boolean {
  const lists = whole.match(
    /[日米豪英仏独伊加韓中朝露比印越台欧](?:[、,]?[日米豪英仏独伊加韓中朝露比印越台欧])+/g,
  );
  return (lists ?? []).some((list) => list.replace(/[、,]/g, "").length === count);
}
