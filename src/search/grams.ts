// The grams that a text has if a string is in it. `search_grams` in the database makes the same of
// whole texts: at each character two, or three where it begins with one of ASCII, within a word.

/** As a gram is asked for: whole, or as the beginning of one. */
export type Gram = { text: string; whole: boolean };

/** Enough to leave few texts; each more costs a list to be read. */
const mostGrams = 12;

/** None where nothing in the string is part of a word. `folded` by `fold`. */
export function gramsOf(folded: string): Gram[] {
  const runs = folded.split(breaks).filter((run) => run !== "");
  const whole = runs.flatMap(wholeGrams);
  if (whole.length > 0) return spread([...new Set(whole)]).map((text) => ({ text, whole: true }));
  const longest = runs.toSorted((a, b) => b.length - a.length)[0];
  return longest === undefined ? [] : [{ text: longest, whole: false }];
}

const breaks = /[\n !-/:-@[-`{-~、。・「」『』【】〈〉《》〔〕]+/;

/** Those that end within the string: what may follow it is not known. */
function wholeGrams(run: string): string[] {
  const characters = [...run];
  return characters.flatMap((first, i) => {
    const gram = characters.slice(i, i + (first <= "z" ? 3 : 2));
    return gram.length === (first <= "z" ? 3 : 2) ? [gram.join("")] : [];
  });
}

function spread(grams: string[]): string[] {
  const step = Math.ceil(grams.length / mostGrams);
  return grams.filter((_, i) => i % step === 0 || i === grams.length - 1);
}
