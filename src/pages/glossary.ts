// Abbreviations that readers may not know, explained where an entry uses them first.

/** As config/glossary.yaml has it. */
export type GlossaryTerm = {
  term: string;
  ja?: string;
  en?: string;
  link?: string;
};
