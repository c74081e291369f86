// Holds an editor's text against the house style: rules of config/style.yaml, and what code looks for.

import type { Severity, TextMark } from "./mark.ts";
import { checkBrackets } from "./style-brackets.ts";
import { checkFullStops } from "./style-full-stop.ts";
import { checkIds } from "./style-ids.ts";
import type { HouseStyle, Member, Rule } from "./style-rules.ts";
import { checkWidth } from "./style-width.ts";

export type StyleMark = TextMark & { severity: Severity };

/** Marks of one text, which is checked as it stands: the house style is about characters. */
export function checkStyle(text: string, member: Member, style: HouseStyle): StyleMark[] {
  const found = style.rules
    .filter(({ appliesTo }) => appliesTo.includes(member))
    .flatMap((rule) => ruleMarks(text, rule));
  return member === "title" ? found : [...found, ...builtIn(text, style)];
}

/** The title is the source's own: it is checked only by rules that say so. */
function builtIn(text: string, { language, severities }: HouseStyle): StyleMark[] {
  const marks = [
    ...checkBrackets(text, language),
    ...checkFullStops(text, language),
    ...checkIds(text, language),
    ...checkWidth(text, language),
  ];
  return marks.flatMap((mark) => {
    const severity = severities[mark.kind];
    return severity === "off" ? [] : [{ ...mark, severity }];
  });
}

function ruleMarks(text: string, rule: Rule): StyleMark[] {
  const { id: kind, message, severity } = rule;
  return [...text.matchAll(rule.pattern)].flatMap((match): StyleMark[] => {
    const [here] = match;
    const [from, to] = [match.index, match.index + here.length];
    const mark = { from, to, text: here, kind, message, severity };
    const instead = rule.fix(match);
    if (instead === null) return [mark];
    return instead === here ? [] : [{ ...mark, fix: { from, to, with: instead } }];
  });
}
