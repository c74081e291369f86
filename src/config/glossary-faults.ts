// What the schema of glossary.yaml cannot say: terms that lead to one place, terms that say nothing.

import { glossarySlug } from "#entries/glossary-file.ts";
import type { CrossFault } from "./cross-checks.ts";
import { everyMapping, everyText } from "./select.ts";

export function glossaryFaults(glossary: unknown): CrossFault[] {
  const terms = everyText(glossary, "terms.*.term");
  const slugs = new Set<string>();
  return [
    ...terms.flatMap((one) => {
      const slug = glossarySlug(one.value.slice(0, 60));
      if (slug === "") return [{ ...one, wanted: "a term with a letter or digit in it" }];
      if (slugs.has(slug)) {
        return [{ ...one, wanted: `a term unlike the others: the address #${slug} is taken` }];
      }
      slugs.add(slug);
      return [];
    }),
    ...everyMapping(glossary, "terms.*").flatMap(({ path, value }) =>
      value.ja === undefined && value.en === undefined
        ? [{ path: [...path, "ja"], value: value.ja, wanted: "what it stands for, as ja or en" }]
        : [],
    ),
    ...everyText(glossary, "terms.*.link")
      .filter(({ value }) => !URL.canParse(value))
      .map((one) => ({ ...one, wanted: "an http(s) address" })),
  ];
}
