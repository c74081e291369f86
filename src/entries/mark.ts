// A place in an editor's text that a check points at.

export const severities = ["notice", "warning", "block"] as const;
/** `notice`: look at it; `warning`: it is probably wrong; `block`: it is not submitted so. */
export type Severity = (typeof severities)[number];

/** Places are in UTF-16 units of the text of `member`, `to` behind the last. */
export type Fix = { from: number; to: number; with: string };

export type Mark = {
  /** `summary`, `title`, or `notes/0` and on. */
  member: string;
  from: number;
  to: number;
  /** Which check: number, brackets, or the id of a rule of the house style. */
  kind: string;
  /** What stands there. */
  text: string;
  /** In the archive's language: what is wrong, and what would be right. */
  message: string;
  severity: Severity;
  /** What one key puts right. */
  fix?: Fix;
};

/** A mark within one text, before it is known which member that is. */
export type TextMark = Omit<Mark, "member" | "severity">;

/** The texts of an entry that are checked. */
export type CheckedText = { title: string; summary: string; notes: readonly string[] };

export function markAt(member: string, severity: Severity, mark: TextMark): Mark {
  return { member, severity, ...mark };
}

/** In the order of reading: by member, then by place, the graver first. */
export function inOrder(marks: readonly Mark[]): Mark[] {
  const place = (mark: Mark): number => (mark.member === "title" ? 0 : 1);
  return marks.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      memberOrder(a.member) - memberOrder(b.member) ||
      a.from - b.from ||
      severities.indexOf(b.severity) - severities.indexOf(a.severity),
  );
}

/** -1 for the summary, else the number of the note. */
function memberOrder(member: string): number {
  return member.startsWith("notes/") ? Number(member.slice("notes/".length)) : -1;
}
