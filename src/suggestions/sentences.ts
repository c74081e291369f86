// The sentences of an excerpt, Japanese or not.

/** `from` and `to` are UTF-16 units of the text; `isWhole`: it ends as a sentence does. */
export type Sentence = { text: string; from: number; to: number; isWhole: boolean };

/** In their order, without the white space around them. Each line is read by its own script. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const ends = japanese.test(line) ? japaneseEnds(line) : otherEnds(line);
    let from = 0;
    for (const to of ends) {
      found.push(...trimmed(text, at + from, at + to));
      from = to;
    }
    at += line.length + 1;
  }
  return found;
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const closers: Readonly<Record<string, string>> = { "「": "」", "『": "』", "（": "）", "(": ")" };

/** Behind 。 and what closes with it, outside quotations; one that is never closed is none. */
function japaneseEnds(line: string): number[] {
  const ends: number[] = [];
  let at = 0;
  while (at < line.length) {
    const mark = line.charAt(at);
    const closed = mark in closers ? line.indexOf(closers[mark] ?? "", at) : -1;
    if (closed > at) at = closed + 1;
    else if (/[。！？]/.test(mark)) {
      at += /^[。！？]+[」』）)]*/.exec(line.slice(at))?.[0].length ?? 1;
      ends.push(at);
    } else at += 1;
  }
  return [...ends, line.length];
}

function otherEnds(line: string): number[] {
  const ends: number[] = [];
  for (const { segment, index } of sentences.segment(line)) {
    const end = index + segment.length;
    if (end < line.length && abbreviation.test(segment)) continue;
    ends.push(end);
  }
  return ends;
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
/** A full stop that ends no sentence: U.S. Navy, Gen. Smith. */
const abbreviation =
  /(?:\b(?:\p{Lu}\.)+|\b(?:Mr|Mrs|Ms|Dr|Gen|Adm|Lt|Col|Maj|Sgt|Capt|Cmdr|Rep|Sen|Gov|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)\s*$/u;

function trimmed(text: string, from: number, to: number): Sentence[] {
  const raw = text.slice(from, to);
  const inner = raw.trim();
  if (inner === "") return [];
  const start = from + raw.indexOf(inner);
  const isWhole = /[。！？.!?][」』）)"'”’]*$/u.test(inner) && !/(?:\.{2,}|…)$/.test(inner);
  return [{ text: inner, from: start, to: start + inner.length, isWhole }];
}
