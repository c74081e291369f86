// Both checks of an entry's text together.

import { checkFidelity } from "./fidelity.ts";
import type { Ground } from "./fidelity-ground.ts";
import { type CheckedText, inOrder, type Mark, markAt } from "./mark.ts";
import { checkStyle } from "./style.ts";
import { fixAll } from "./style-fix.ts";
import type { HouseStyle, Member } from "./style-rules.ts";

export type Checked = {
  /** In the order of reading; at most `maxMarks`, the ones that block before all others. */
  marks: readonly Mark[];
  /** Whether the entry can be submitted so. */
  blocks: boolean;
  /** The text with every fix applied; null where there is nothing to fix. */
  fixed: CheckedText | null;
};

export const maxMarks = 500;

/** Pure: the same text, sources and style give the same marks. `on` is the day of the report. */
export function checkText(
  text: CheckedText,
  { ground, style, on }: { ground: Ground; style: HouseStyle; on: Temporal.PlainDate },
): Checked {
  const marks = membersOf(text).flatMap(({ at, member, text }) => [
    ...emptyMarks(at, member, text, style),
    ...checkStyle(text, member, style).map(({ severity, ...mark }) => markAt(at, severity, mark)),
    ...(member === "title" ? [] : fidelityMarks(at, text, { ground, style, on })),
  ]);
  const kept = marks.toSorted((a, b) => rank(a) - rank(b)).slice(0, maxMarks);
  return {
    marks: inOrder(kept),
    blocks: marks.some(({ severity }) => severity === "block"),
    fixed: fixedText(text, style),
  };
}

function rank({ severity }: Mark): number {
  return severity === "block" ? 0 : 1;
}

function membersOf({ title, summary, notes }: CheckedText): {
  at: string;
  member: Member;
  text: string;
}[] {
  return [
    { at: "title", member: "title", text: title },
    { at: "summary", member: "summary", text: summary },
    ...notes.map((text, n) => ({ at: `notes/${n}`, member: "notes" as const, text })),
  ];
}

/** Where nothing but headlines is known of the story, what is not found is no more than a notice. */
function fidelityMarks(
  at: string,
  text: string,
  { ground, style, on }: { ground: Ground; style: HouseStyle; on: Temporal.PlainDate },
): Mark[] {
  const { language, severities } = style;
  return checkFidelity(text, ground, { on, language }).flatMap(({ weak, ...mark }) => {
    const severity = severities[mark.kind];
    if (severity === "off") return [];
    return [markAt(at, weak || !ground.isTold ? "notice" : severity, mark)];
  });
}

function emptyMarks(at: string, member: Member, text: string, { language }: HouseStyle): Mark[] {
  if (member === "title" || text.trim() !== "") return [];
  const message = language === "en" ? "There is nothing here yet." : "まだ何も書かれていない";
  return [markAt(at, "block", { from: 0, to: text.length, kind: "empty", text, message })];
}

function fixedText(text: CheckedText, style: HouseStyle): CheckedText | null {
  const fixed = {
    title: fixAll(text.title, "title", style),
    summary: fixAll(text.summary, "summary", style),
    notes: text.notes.map((note) => fixAll(note, "notes", style)),
  };
  return JSON.stringify(fixed) === JSON.stringify(text) ? null : fixed;
}
