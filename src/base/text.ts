// Text from outside, made safe to store and to compare.

/** Control characters, U+0085 among them, and the non-characters; tab, newline and return stay. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** Well-formed Unicode without control characters: fit for XML, JSON, PostgreSQL and a mail. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(forbidden, "");
}

/** One line: control characters gone, runs of white space folded to one space, trimmed. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, " ").trim();
}

/** At most `length` UTF-16 units, cut between grapheme clusters, with an ellipsis where cut. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text.slice(0, length + 64))) {
    if (index + segment.length > length - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}
const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** For comparing: NFKC, lower case, white space folded. Never for showing. */
export function foldText(text: string): string {
  return oneLine(text.normalize("NFKC").toLowerCase());
}
