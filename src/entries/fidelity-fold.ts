// Text as it is compared (NFKC, one kind of dash and of tilde), and the way back to where it stood.

/** `from` and `to` turn places in `text` into places in the text that was folded. */
export type Folded = {
  text: string;
  from: (at: number) => number;
  to: (end: number) => number;
};

/** A place in folded text; `to` is behind its last unit. */
export type Span = { from: number; to: number; text: string };

/** Lower and upper case stay apart: they tell names. Every text has a folded form, broken ones too. */
export function fold(text: string): Folded {
  // ① numbers a list and is no figure, as which NFKC would have it.
  const plain = text.replace(/[\u2460-\u24ff\u3251-\u325f\u32b1-\u32bf]/g, blankUnit);
  if (plain.normalize("NFKC") === plain) return { text: liken(plain), from: same, to: same };
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = "";
  // By clusters: ﾊﾟ is two units of one character, which NFKC joins.
  for (const { segment, index } of graphemes.segment(plain)) {
    const part = segment.normalize("NFKC");
    folded += part;
    for (let i = 0; i < part.length; i += 1) {
      starts.push(index);
      ends.push(index + segment.length);
    }
  }
  return {
    text: liken(folded),
    from: (at) => starts[at] ?? text.length,
    to: (end) => (end === 0 ? 0 : (ends[end - 1] ?? text.length)),
  };
}

/** The text with every span overwritten, so that what was found there is not found again. */
export function blank(text: string, spans: readonly Span[]): string {
  let left = "";
  let at = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    left += text.slice(at, from) + blankUnit.repeat(to - from);
    at = to;
  }
  return left + text.slice(at);
}

/** Every place a pattern with the g flag matches. */
export function spansOf(text: string, pattern: RegExp): (Span & { match: RegExpExecArray })[] {
  return [...text.matchAll(pattern)].map((match) => ({
    ...{ from: match.index, to: match.index + match[0].length, text: match[0] },
    match,
  }));
}

/** Neither a letter nor a digit, nor part of any word; NFKC leaves it as it is. */
const blankUnit = "\u00a6";
const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

function same(at: number): number {
  return at;
}

/** One unit for one unit. 1・5倍 is 1.5. */
function liken(text: string): string {
  return text
    .replace(/[\u301c\u223c]/g, "~")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/(?<=\d)・(?=\d{1,2}(?:倍|%|割|ポイント|[万億兆]|メートル|キロ|トン))/g, ".");
}
