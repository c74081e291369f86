// The house style, ready to be used.

import type { Language } from "#base/archive.ts";
import type { Severity } from "./mark.ts";
import type { CheckKind, RuleInFile, StyleFile } from "./style-file.ts";

export type Member = "title" | "summary" | "notes";

export type Rule = {
  id: string;
  pattern: RegExp;
  /** What to write instead of a match; null where a person has to decide. */
  fix: (match: RegExpExecArray) => string | null;
  message: string;
  severity: Severity;
  appliesTo: readonly Member[];
};

export type HouseStyle = {
  language: Language;
  rules: readonly Rule[];
  /** Of the built-in checks. */
  severities: Readonly<Record<CheckKind, Severity | "off">>;
  /** Names of one thing each, in any language: an editor may use another than the source. */
  names: readonly (readonly string[])[];
};

/** Only what can be wrong in no archive blocks; the rest is for the file to sharpen. */
const usual: HouseStyle["severities"] = {
  ...({ number: "warning", unit: "warning", date: "warning", name: "warning" } as const),
  ...({ word: "notice", brackets: "warning", lenticular_brackets: "block" } as const),
  ...({ full_stop: "warning", ids: "block", id_form: "warning", width: "warning" } as const),
};

/** `file` has been checked; null where there is none: then only the built-in checks run. */
export function openHouseStyle(
  file: StyleFile | null,
  { language, names }: Pick<HouseStyle, "language" | "names">,
): HouseStyle {
  const rules = (file?.rules ?? []).map((rule) => openRule(rule, language));
  return { language, names, rules, severities: { ...usual, ...file?.checks } };
}

function openRule(rule: RuleInFile, language: Language): Rule {
  const { id, severity, message, message_en = message } = rule;
  return {
    ...{ id, severity, message: language === "en" ? message_en : message },
    ...matcherOf(rule),
    appliesTo: rule.applies_to ?? ["summary", "notes"],
  };
}

function matcherOf({ literal, words, pattern, fix }: RuleInFile): Pick<Rule, "pattern" | "fix"> {
  if (words === undefined) {
    const source = pattern ?? anyOf(literal ?? []);
    return { pattern: new RegExp(source, "gmu"), fix: (match) => expand(fix, match) };
  }
  const instead = new Map(Object.entries(words).map(([word, right]) => [bare(word), right]));
  const source = anyOf(Object.keys(words)).replaceAll("・", "・?");
  return {
    pattern: new RegExp(source, "gmu"),
    fix: ([word]) => instead.get(bare(word)) ?? null,
  };
}

function bare(word: string): string {
  return word.replaceAll("・", "");
}

/** The longest first: of Keen Edge and Keen Edge 26 the latter. */
function anyOf(texts: readonly string[]): string {
  return texts
    .toSorted((a, b) => b.length - a.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
    .join("|");
}

function expand(fix: string | undefined, match: RegExpExecArray): string | null {
  return (
    fix?.replace(/\$([$1-9])/g, (_, name: string) =>
      name === "$" ? "$" : (match[Number(name)] ?? ""),
    ) ?? null
  );
}
