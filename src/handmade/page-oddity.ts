// What a hand-made page has that the archive's conventions do not: told to the one who imports it,
// so that nothing is changed or left out in silence.

type OddityKind =
  | "control-characters"
  | "date-conflict"
  | "date-not-real"
  | "double-space"
  | "heading-missing"
  | "id-brackets"
  | "id-breaks-rule"
  | "id-missing"
  | "id-repeated"
  | "images-left-out"
  | "line-wrapped"
  | "link-not-kept"
  | "links-left-out"
  | "list-nested"
  | "markup-left-over"
  | "related-malformed"
  | "related-unclosed"
  | "sentence-unfinished"
  | "source-missing"
  | "source-unknown"
  | "source-wrapped"
  | "stray-line"
  | "summary-missing"
  | "time-missing"
  | "time-not-real"
  | "title-missing"
  | "title-wrapped"
  | "unindented";

/** `line` counts from 1; `message` says what was found and what was made of it. */
export type Oddity = { line: number; kind: OddityKind; message: string };

export type Report = (line: number, kind: OddityKind, message: string) => void;

/** Gathers what is reported. */
export function reporter(): { oddities: Oddity[]; report: Report } {
  const oddities: Oddity[] = [];
  const report: Report = (line, kind, message) => {
    oddities.push({ line, kind, message });
  };
  return { oddities, report };
}
