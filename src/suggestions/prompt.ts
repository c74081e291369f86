// What the assistant is told: the house style, how the archive writes, and the reports of the story.
// Only text that the archive may use goes out: what sources give in their feeds, and its own.

import { cutText } from "#base/text.ts";
import type { HouseStyle } from "#entries/style-rules.ts";
import type { Report } from "./extract.ts";
import { type PromptWords, promptWords } from "./prompt-words.ts";
import type { Message } from "./request-body.ts";

export type Example = { title: string; summary: string };

export type Briefing = {
  archiveTitle: string;
  /** Of the entry that is drafted. */
  title: string;
  on: Temporal.PlainDate;
  reports: readonly (Report & { publisher: string })[];
  examples: readonly Example[];
  style: HouseStyle;
};

const maxReports = 8;
const maxExcerpt = 2_000;
const maxExample = 800;
const maxRules = 30;

export function promptOf(briefing: Briefing): readonly Message[] {
  const words = promptWords[briefing.style.language];
  return [
    { role: "system", content: instructions(briefing, words) },
    { role: "user", content: material(briefing, words) },
  ];
}

function instructions({ archiveTitle, examples, style }: Briefing, words: PromptWords): string {
  const rules = [...new Set(style.rules.map(({ message }) => message))].slice(0, maxRules);
  const shown = examples.map(
    ({ title, summary }) => `${words.headline}${title}\n${cutText(summary, maxExample)}`,
  );
  return [
    words.task(archiveTitle),
    ...words.rules.map((rule) => `- ${rule}`),
    ...(rules.length > 0 ? ["", words.style, ...rules.map((rule) => `- ${rule}`)] : []),
    ...(shown.length > 0 ? ["", words.examples, shown.join("\n\n")] : []),
  ].join("\n");
}

/** The marks around a report cannot stand in one. */
function material({ title, on, reports }: Briefing, words: PromptWords): string {
  const told = reports
    .slice(0, maxReports)
    .map((report) =>
      [
        `<report publisher="${plain(report.publisher)}">`,
        plain(report.title),
        plain(cutText(report.excerpt, maxExcerpt)),
        "</report>",
      ].join("\n"),
    );
  return [words.write(plain(title), on.toString()), ...told].join("\n\n");
}

function plain(text: string): string {
  return text.replaceAll("<", "〈").replaceAll(">", "〉").replaceAll('"', "'");
}
