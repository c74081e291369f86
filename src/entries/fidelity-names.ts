// Names of one thing in several languages: Talisman Sabre is タリスマン・セーバー, and 豪 is Australia.

import { countries } from "./fidelity-countries.ts";
import { type Folded, fold, type Span } from "./fidelity-fold.ts";

/** Every name of the things that the sources name, as it is looked for. */
export type Names = readonly string[];

export function namesSaid(whole: string, groups: readonly (readonly string[])[]): Names {
  const text = likened(whole);
  return [...groups, ...countries].flatMap((group) => {
    const names = group.map((name) => likened(fold(name).text)).filter(Boolean);
    return names.some((name) => indexesOf(text, name).length > 0) ? names : [];
  });
}

/** Where a text has one of the names: what stands there is in the sources under another name. */
export function spansNamed({ text }: Pick<Folded, "text">, names: Names): Span[] {
  const likenedText = likened(text);
  return names.flatMap((name) =>
    indexesOf(likenedText, name).map((from) => {
      const to = from + name.length;
      return { from, to, text: text.slice(from, to) };
    }),
  );
}

/** Unit for unit, so that places stay: ・ and hyphens are spaces. */
function likened(text: string): string {
  const lower = text.toLowerCase();
  return (lower.length === text.length ? lower : text).replace(/[・-]/g, " ");
}

/** Latin words are found whole, and 米 is no part of 米倉. */
function indexesOf(text: string, name: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at >= 0 && name; at = text.indexOf(name, at + 1)) {
    if (!joins(text[at - 1], name[0]) && !joins(name.at(-1), text[at + name.length]))
      found.push(at);
  }
  return found;
}

function joins(left: string | undefined, right: string | undefined): boolean {
  return /^[a-z0-9]{2}$/.test(`${left ?? ""}${right ?? ""}`);
}
