// What an entry's sources say, as the check of its summary looks it up.

import { type Calendar, openCalendar } from "./fidelity-calendar.ts";
import { findDates } from "./fidelity-dates.ts";
import { wordFigures } from "./fidelity-english.ts";
import { readFacts } from "./fidelity-facts.ts";
import { fold } from "./fidelity-fold.ts";
import { kanaKey, kanaWords } from "./fidelity-kana.ts";
import { initialisms, japanese, latinKeys, latinWords } from "./fidelity-latin.ts";
import { type Names, namesSaid } from "./fidelity-names.ts";
import { type Figure, findFigures } from "./fidelity-numbers.ts";
import { addTimes, findTimes } from "./fidelity-times.ts";
import { namedPersons } from "./fidelity-titles.ts";
import { findVague } from "./fidelity-vague.ts";

/**
 * A text that a summary may rest on, and the day it is of. `linked` are the entries that are referred
 * to, `about` what is known of the report besides: who published it, when.
 */
export type SourceText = {
  text: string;
  on: Temporal.PlainDate;
  part: "headline" | "excerpt" | "linked" | "about";
};

export type Ground = {
  calendar: Calendar;
  /** Minutes of the day. */
  times: ReadonlySet<number>;
  figures: readonly Pick<Figure, "value" | "unit">[];
  magnitudes: ReadonlySet<number>;
  latin: ReadonlySet<string>;
  initials: ReadonlySet<string>;
  /** Keys of katakana words, and how the source writes them. */
  kana: ReadonlyMap<string, string>;
  /** Latin keys, and how the source writes them. */
  spelt: ReadonlyMap<string, string>;
  persons: ReadonlySet<string>;
  /** All texts, folded, without ・. */
  whole: string;
  names: Names;
  /** Whether the story's own texts are in Japanese, and in a language of Latin script. */
  isJapanese: boolean;
  isLatin: boolean;
  /** Whether there is more of the story than headlines: without, hardly anything can be found. */
  isTold: boolean;
};

/** `days` need no source: the day of the report. `groups`: names of one thing, in any language. */
export function openGround(
  sources: readonly SourceText[],
  days: readonly Temporal.PlainDate[],
  groups: readonly (readonly string[])[],
): Ground {
  const calendar = openCalendar();
  for (const day of days) calendar.addDay(day);
  const times = new Set<number>();
  const figures: Ground["figures"][number][] = [];
  // What the check reads in a text is read in the sources too, so that a copy is never marked.
  const words: string[] = [];
  const folded = sources.map(({ text, on }) => {
    const { text: whole } = fold(text);
    const facts = readFacts(whole, on);
    for (const date of [...facts.dates, ...findDates(whole, on)]) calendar.add(date, on);
    addTimes(times, facts.times);
    addTimes(times, findTimes(whole));
    figures.push(...facts.figures, ...findFigures(whole, { loose: true }));
    figures.push(...wordFigures(whole).map((value) => ({ value, unit: null })));
    words.push(facts.words);
    return whole;
  });
  const own = folded.filter((_, i) => /headline|excerpt/.test(sources[i]?.part ?? ""));
  return {
    ...{ calendar, times, figures },
    ...wordsOf([...folded, ...words].join("\n"), groups),
    ...scriptOf(own.join("\n")),
    isTold: sources.some(({ part, text }) => part === "excerpt" && text.trim() !== ""),
  };
}

function wordsOf(
  whole: string,
  groups: readonly (readonly string[])[],
): Omit<Ground, "calendar" | "times" | "figures" | "isJapanese" | "isLatin" | "isTold"> {
  const words = latinWords(whole);
  const kana = kanaWords(whole);
  return {
    magnitudes: new Set(findVague(whole).map(({ magnitude }) => magnitude)),
    latin: new Set(words.flatMap(({ text }) => latinKeys(text))),
    initials: initialisms(words),
    kana: new Map(
      kana.flatMap(({ text }) => [text, ...text.split("・")].map((part) => [kanaKey(part), part])),
    ),
    spelt: new Map(words.map(({ key, text }) => [key, text])),
    persons: new Set(namedPersons(whole).flatMap(({ alternatives }) => alternatives)),
    whole: whole.replaceAll("・", ""),
    names: namesSaid(whole, groups),
  };
}

/** A text of either script counts from four words, or a tenth of its letters, on. */
function scriptOf(own: string): Pick<Ground, "isJapanese" | "isLatin"> {
  const latin = latinWords(own).filter(({ key }) => key.length > 2).length;
  const kanji = own.match(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu)?.length ?? 0;
  return { isJapanese: japanese.test(own), isLatin: latin >= 4 && latin * 10 > kanji };
}
