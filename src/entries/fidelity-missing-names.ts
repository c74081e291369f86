// Names and words of a text that its sources do not have.

import type { Span } from "./fidelity-fold.ts";
import type { Ground } from "./fidelity-ground.ts";
import { isNameLike, kanaWords } from "./fidelity-kana.ts";
import { type LatinWord, latinKeys, namingWords } from "./fidelity-latin.ts";
import type { Missing } from "./fidelity-missing.ts";
import { spansNamed } from "./fidelity-names.ts";
import { nearest } from "./fidelity-near.ts";
import { namedPersons } from "./fidelity-titles.ts";

/**
 * A Latin word is a name where the story's own texts are in Latin script, or where they have it
 * nearly so; in a Japanese story it may be the editor's spelling of a name in katakana: a notice.
 */
export function missingLatin(text: string, ground: Ground): Missing[] {
  const covered = spansNamed({ text }, ground.names);
  const words = namingWords(text).filter(
    (word) => !isKnown(word, ground) && !covered.some((span) => holds(span, word)),
  );
  return joined(words, text).map((word): Missing => {
    const found = nearest(word.key, ground.spelt.keys());
    const near = found === undefined ? undefined : ground.spelt.get(found);
    const kind = near === undefined && !ground.isLatin ? "word" : "name";
    return { ...spanOf(word), kind, ...(near === undefined ? {} : { near }) };
  });
}

/** As a whole, or each of the parts that hyphens join. */
function isKnown({ text, key }: LatinWord, { latin, initials }: Ground): boolean {
  if (latin.has(key) || (key.length >= 3 && initials.has(key))) return true;
  return text.split(/[-/]/).every((part) => latinKeys(part).some((one) => latin.has(one)));
}

/** Words side by side are one mark, unless one of them is nearly known. */
function joined(words: readonly LatinWord[], text: string): LatinWord[] {
  const all: LatinWord[] = [];
  for (const word of words) {
    const last = all.at(-1);
    if (last === undefined || text.slice(last.to, word.from) !== " ") all.push(word);
    else {
      const whole = text.slice(last.from, word.to);
      all.splice(-1, 1, { from: last.from, to: word.to, text: whole, key: last.key + word.key });
    }
  }
  return all;
}

/** Only where the story is in Japanese: from English, a name cannot be looked up. */
export function missingPersons(text: string, { isJapanese, persons, whole }: Ground): Missing[] {
  if (!isJapanese) return [];
  return namedPersons(text)
    .filter(({ alternatives }) => !alternatives.some((name) => whole.includes(name)))
    .map((person): Missing => {
      const near = person.alternatives.flatMap((name) => nearest(name, persons) ?? [])[0];
      return { ...spanOf(person), kind: "name", ...(near === undefined ? {} : { near }) };
    });
}

export function missingKana(text: string, ground: Ground): Missing[] {
  if (!ground.isJapanese) return [];
  const covered = spansNamed({ text }, ground.names);
  const known = [...ground.kana.keys()];
  return kanaWords(text)
    .filter((word) => isNameLike(word) && !known.some((key) => key.includes(word.key)))
    .filter((word) => !covered.some((span) => holds(span, word)))
    .map((word): Missing => {
      const found = nearest(word.key, known);
      const near = found === undefined ? undefined : ground.kana.get(found);
      if (near === undefined) return { ...spanOf(word), kind: "word" };
      return { ...spanOf(word), kind: "name", near };
    });
}

function holds(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

function spanOf({ from, to, text }: Span): Span {
  return { from, to, text };
}
