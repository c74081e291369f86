// A term as SQL over folded text.

import { type SQL, sql } from "drizzle-orm";
import type { Gram } from "./grams.ts";
import type { Term } from "./term.ts";

export function holds(folded: SQL, { folded: text, pattern }: Term): SQL {
  if (pattern !== null) return sql`${folded} ~ ${pattern}`;
  return sql`${folded} like ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}`;
}

/** How often it stands there, as far as it is spelled so. */
export function timesIn(folded: SQL, { folded: text }: Term): SQL {
  const characters = [...text].length;
  return sql`(length(${folded}) - length(replace(${folded}, ${text}, ''))) / ${characters}::int`;
}

/** All of the grams, as a tsquery is written. */
export function gramsText(grams: readonly Gram[]): string {
  const wanted = grams.map(
    ({ text, whole }) => `'${text.replace(/['\\]/g, "$&$&")}'${whole ? "" : ":*"}`,
  );
  return [...new Set(wanted)].join(" & ");
}

/** What to ask an index of `search_grams` for: all of these. */
export function gramQuery(texts: readonly string[]): SQL {
  return sql`${texts.join(" & ")}::tsquery`;
}
