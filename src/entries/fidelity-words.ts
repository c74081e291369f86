// What a mark of the fidelity check says.

import type { Language } from "#base/archive.ts";
import type { FidelityKind, Missing } from "./fidelity-missing.ts";

/** `here` is what stands in the editor's text. */
export function missingWords({ kind, near }: Missing, here: string, language: Language): string {
  const said = words[language];
  if (near !== undefined) return said.near(here, near);
  return said.kinds[kind](here);
}

type Words = {
  near: (here: string, near: string) => string;
  kinds: Record<FidelityKind, (here: string) => string>;
};

const words: Record<Language, Words> = {
  ja: {
    near: (here, near) => `「${here}」は出典では「${near}」`,
    kinds: {
      number: (here) => `数「${here}」は出典に見当たらない`,
      unit: (here) => `「${here}」と同じ数は出典では単位が異なる`,
      date: (here) => `日付「${here}」は出典に見当たらない`,
      name: (here) => `名「${here}」は出典に見当たらない`,
      word: (here) => `「${here}」は出典に見当たらない`,
    },
  },
  en: {
    near: (here, near) => `The source writes "${near}", not "${here}".`,
    kinds: {
      number: (here) => `The figure "${here}" is not in the source.`,
      unit: (here) => `The source has the figure of "${here}" with another unit.`,
      date: (here) => `The date "${here}" is not in the source.`,
      name: (here) => `The name "${here}" is not in the source.`,
      word: (here) => `"${here}" is not in the source.`,
    },
  },
};
