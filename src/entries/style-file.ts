// config/style.yaml: how the house writes, as data.

import { type Static, Type } from "typebox";
import { severities } from "./mark.ts";
import { maxPatternLength, readPattern } from "./style-pattern.ts";

const SeverityInFile = Type.Enum([...severities], { type: "string" });

const text = Type.String({ minLength: 1, maxLength: 100 });

const RuleInFile = Type.Object(
  {
    id: Type.String({
      pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
      maxLength: 40,
      description: "The rule's name in marks: lower-case letters, digits, single hyphens.",
    }),
    literal: Type.Optional(
      Type.Array(text, {
        minItems: 1,
        maxItems: 200,
        description: "Texts to find, as they stand.",
      }),
    ),
    words: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 100 }), text, {
        minProperties: 1,
        maxProperties: 500,
        description: "What not to write, and what to write instead; ・ may be left out.",
      }),
    ),
    pattern: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: maxPatternLength,
        description: "A regular expression with bounded repetition, {1,20} instead of +.",
      }),
    ),
    fix: Type.Optional(
      Type.String({
        maxLength: 200,
        description: "What to write instead; $1 to $9 are the pattern's groups, $$ is $.",
      }),
    ),
    message: Type.String({ minLength: 1, maxLength: 300 }),
    message_en: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    severity: SeverityInFile,
    applies_to: Type.Optional(
      Type.Array(Type.Enum(["title", "summary", "notes"], { type: "string" }), {
        minItems: 1,
        uniqueItems: true,
        description: "summary and notes by default; the title is the source's own.",
      }),
    ),
  },
  { additionalProperties: false },
);
export type RuleInFile = Static<typeof RuleInFile>;

/** What code looks for: no pattern can count brackets, or look a figure up in the source. */
export const checkKinds = [
  ...(["number", "unit", "date", "name", "word"] as const),
  ...(["brackets", "lenticular_brackets", "full_stop", "ids", "id_form", "width"] as const),
] as const;
export type CheckKind = (typeof checkKinds)[number];

const SettingInFile = Type.Enum(["off", ...severities], { type: "string" });

export const StyleFile = Type.Object(
  {
    checks: Type.Optional(
      Type.Partial(
        Type.Object(
          Object.fromEntries(checkKinds.map((kind) => [kind, SettingInFile])) as Record<
            CheckKind,
            typeof SettingInFile
          >,
        ),
        {
          additionalProperties: false,
          description: "How grave what the built-in checks find is, or off.",
        },
      ),
    ),
    rules: Type.Array(RuleInFile, { maxItems: 200 }),
  },
  { additionalProperties: false },
);
export type StyleFile = Static<typeof StyleFile>;

/** What the schema cannot say of one rule: the key at fault, and what would be right. */
export function ruleFaults(rule: Record<string, unknown>): { key: string; wanted: string }[] {
  const { id, literal, words, pattern, fix } = rule;
  const faults: { key: string; wanted: string }[] = [];
  if ([literal, words, pattern].filter((one) => one !== undefined).length !== 1) {
    faults.push({ key: "pattern", wanted: "one of literal, words and pattern" });
  }
  if (words !== undefined && fix !== undefined) {
    faults.push({ key: "fix", wanted: "nothing: words say what to write instead" });
  }
  if (typeof id === "string" && (checkKinds as readonly string[]).includes(id)) {
    faults.push({ key: "id", wanted: "a name that no built-in check has" });
  }
  const read = typeof pattern === "string" ? readPattern(pattern) : { groups: 0 };
  if ("wanted" in read) faults.push({ key: "pattern", wanted: read.wanted });
  else if (typeof fix === "string" && !refersWithin(fix, read.groups)) {
    faults.push({ key: "fix", wanted: `$1 to $${read.groups} for the pattern's groups, $$ for $` });
  }
  return faults;
}

function refersWithin(fix: string, groups: number): boolean {
  return [...fix.matchAll(/\$(.?)/g)].every(
    ([, next = ""]) => next === "$" || (/[1-9]/.test(next) && Number(next) <= groups),
  );
}
