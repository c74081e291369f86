// What an entry's citation is written in. A format is a line here and a file beside it.

import type { Archive } from "#base/archive.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { bibtex } from "./cite-bibtex.ts";
import { cslJson } from "./cite-csl.ts";
import { ris } from "./cite-ris.ts";

export type CiteFormat = {
  /** Of the address: /entries/{id}.{ending} */
  ending: string;
  name: string;
  mediaType: string;
  write: (archive: Archive, entry: PublishedEntry) => string;
};

export const citeFormats: readonly CiteFormat[] = [
  { ending: "bib", name: "BibTeX", mediaType: "application/x-bibtex", write: bibtex },
  {
    ending: "csl.json",
    name: "CSL-JSON",
    mediaType: "application/vnd.citationstyles.csl+json",
    write: cslJson,
  },
  { ending: "ris", name: "RIS", mediaType: "application/x-research-info-systems", write: ris },
];
