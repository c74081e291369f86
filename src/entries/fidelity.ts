// Holds an editor's text against the sources: figures, dates, names and Latin words that none of
// them has are marked. Nothing is known to be wrong by this; it is to be looked at.

import type { Language } from "#base/archive.ts";
import { readFacts } from "./fidelity-facts.ts";
import { type Folded, fold } from "./fidelity-fold.ts";
import type { Ground } from "./fidelity-ground.ts";
import {
  type FidelityKind,
  type Missing,
  missingDates,
  missingFigures,
  missingVague,
} from "./fidelity-missing.ts";
import { missingKana, missingLatin, missingPersons } from "./fidelity-missing-names.ts";
import { missingWords } from "./fidelity-words.ts";
import type { TextMark } from "./mark.ts";

/** `weak` marks are no more than a notice, whatever the kind. */
export type FidelityMark = TextMark & { kind: FidelityKind; weak: boolean };

/**
 * Marks in the order of the text, each place once. `on` is the day of the report, from which 昨年 is
 * reckoned. Places are in UTF-16 units of `text` as it is given. Never throws.
 */
export function checkFidelity(
  text: string,
  ground: Ground,
  { on, language }: { on: Temporal.PlainDate; language: Language },
): FidelityMark[] {
  const folded = fold(text);
  const missing = findMissing(folded.text, ground, on);
  const seen = new Set<string>();
  return missing
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .map((one) => markOf(one, folded, text, language))
    .filter(({ from, to }) => !seen.has(`${from} ${to}`) && seen.add(`${from} ${to}`));
}

function findMissing(whole: string, ground: Ground, on: Temporal.PlainDate): Missing[] {
  const { dates, times, vague, figures, words } = readFacts(whole, on);
  return [
    ...missingDates(dates, times, ground),
    ...missingVague(vague, ground),
    ...missingFigures(figures, ground),
    ...missingLatin(words, ground),
    ...missingPersons(words, ground),
    ...missingKana(words, ground),
  ];
}

function markOf(missing: Missing, folded: Folded, text: string, language: Language): FidelityMark {
  const { kind, weak = false } = missing;
  const [from, to] = [folded.from(missing.from), folded.to(missing.to)];
  const here = text.slice(from, to);
  return { from, to, kind, weak, text: here, message: missingWords(missing, here, language) };
}
