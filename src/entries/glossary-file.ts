// config/glossary.yaml: abbreviations and names that entries use and readers may not know.

import { type Static, Type } from "typebox";

const Line = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: "^[^\\u0000-\\u001f\\u007f]+$",
});

export const GlossaryTerm = Type.Object(
  {
    term: Type.String({
      minLength: 2,
      maxLength: 60,
      pattern: "^[^\\u0000-\\u001f\\u007f]+$",
      description: "As entries write it. Letter case counts.",
    }),
    ja: Type.Optional({ ...Line, description: "What it stands for, in Japanese." }),
    en: Type.Optional({ ...Line, description: "What it stands for, in English." }),
    link: Type.Optional(
      Type.String({
        pattern: "^https?://[^\\s]+$",
        maxLength: 2000,
        description: "Where more can be read of it.",
      }),
    ),
  },
  { additionalProperties: false },
);
export type GlossaryTerm = Static<typeof GlossaryTerm>;

export const GlossaryFile = Type.Object(
  { terms: Type.Array(GlossaryTerm, { maxItems: 1000 }) },
  { additionalProperties: false },
);
export type GlossaryFile = Static<typeof GlossaryFile>;

/** The term's name in addresses, `dicas`: letters and digits of any script, the rest hyphens. */
export function glossarySlug(term: string): string {
  return term
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
