// How rare a feature is in news of defence: the frozen table that bench/idf.ts builds.

import { idfTable } from "./idf-table.ts";

/**
 * The natural logarithm of texts over texts with the feature, 0 and more; `rarest` for all that the
 * table does not name.
 */
export function idfOf(feature: string): number {
  known ??= readTable();
  return known.get(feature) ?? (/^\d{1,2}$/.test(feature) ? shortNumber : rarest);
}

export const rarest = 6;
/** A number of one or two digits, as a text or two in a dozen has it. */
const shortNumber = 2.5;

/** Read when it is first needed: a process that compares nothing does not pay for it. */
let known: ReadonlyMap<string, number> | undefined;

/** Each line: the idf, then the features that have it. */
function readTable(): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  for (const line of idfTable.trim().split("\n")) {
    const [idf, ...features] = line.split(" ");
    for (const feature of features) table.set(feature, Number(idf));
  }
  return table;
}
