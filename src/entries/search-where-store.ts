// A query as conditions on entries. `searched`, which the migration adds and no other code reads, has
// a folded line a member: headline, source, carrier, summary, notes.

import { type SQL, sql } from "drizzle-orm";
import { gramQuery, gramsText, holds, timesIn } from "#search/condition-store.ts";
import { type Gram, gramsOf } from "#search/grams.ts";
import type { Part } from "#search/part.ts";
import { entries } from "./table.ts";

const searched = sql`entry.searched`;

/** What readers may find. As the partial indexes have it. */
export const searchable: SQL = sql`${entries.state} = 'published' and ${entries.corrects} is null`;

/** True for entries that have all that is asked for; of the same operator given twice, either. */
export function asked(parts: readonly Part[]): SQL {
  const wanted = parts.filter(({ not }) => !not);
  const either = Map.groupBy(
    wanted.filter((part) => isEither(part)),
    ({ kind }) => kind,
  );
  return and([
    ...wanted.filter((part) => !isEither(part)).map(condition),
    ...[...either.values()].map((parts) => sql`(${sql.join(parts.map(condition), sql` or `)})`),
    ...parts.filter(({ not }) => not).map((part) => sql`not ${condition(part)}`),
  ]);
}

/** The same for the index: null where it has nothing to look for. */
export function askedOfIndex(parts: readonly Part[]): SQL | null {
  const wanted = indexed(parts).map(({ alternatives }) =>
    alternatives.length === 1
      ? gramsText(alternatives[0] ?? [])
      : `(${alternatives.map((grams) => `(${gramsText(grams)})`).join(" | ")})`,
  );
  return wanted.length === 0 ? null : sql`search_grams(${searched}) @@ ${gramQuery(wanted)}`;
}

/** Only by beginnings, of which a common one is in nearly every text. */
export function isVague(parts: readonly Part[]): boolean {
  return indexed(parts).every(({ isVague }) => isVague);
}

/** What is in the headline comes first, then what says it more often. */
export function score(parts: readonly Part[]): SQL {
  const terms = parts.flatMap((part) => (part.kind === "text" && !part.not ? [part.term] : []));
  const title = sql`split_part(${searched}, E'\n', 1)`;
  const scores = terms.map(
    (term) =>
      sql`case when ${holds(title, term)} then 1000 else 0 end + least(${timesIn(searched, term)}, 99)`,
  );
  return scores.length === 0 ? sql`0` : sql`(${sql.join(scores, sql` + `)})::int`;
}

type Indexed = { alternatives: (readonly Gram[])[]; isVague: boolean };

/** What an entry has in the index, each in one way or another; vague ones where all are. */
function indexed(parts: readonly Part[]): Indexed[] {
  const wanted = parts.filter(({ not }) => !not);
  const texts = wanted.flatMap((part) => (part.kind === "text" ? [[part.term.grams]] : []));
  const sources = wanted.flatMap((part) =>
    part.kind === "source" ? [part.term.grams, ...part.names.map(gramsOf)] : [],
  );
  const all = [...texts, ...(sources.length === 0 ? [] : [sources])]
    .filter((alternatives) => alternatives.every((grams) => grams.length > 0))
    .map((alternatives) => ({
      alternatives,
      isVague: alternatives.some((grams) => grams.every(({ whole }) => !whole)),
    }));
  const clear = all.filter(({ isVague }) => !isVague);
  return clear.length > 0 ? clear : all;
}

function isEither(part: Part): boolean {
  return part.kind !== "text" && !(part.kind === "days" && part.bound);
}

function condition(part: Part): SQL {
  if (part.kind === "text") return sql`${holds(searched, part.term)}`;
  if (part.kind === "topic") return sql`${part.slug} = any (${entries.topics})`;
  if (part.kind === "id") return idBegins(part.begins);
  if (part.kind === "days") {
    const { from, to } = part;
    return and([
      ...(from === null ? [] : [sql`${entries.reportedOn} >= ${from.toString()}::date`]),
      ...(to === null ? [] : [sql`${entries.reportedOn} <= ${to.toString()}::date`]),
    ]);
  }
  const [source, via] = [2, 3].map((line) => sql`split_part(${searched}, E'\n', ${line}::int)`);
  return sql`(${isNamed(source ?? sql`''`, part)} or ${isNamed(via ?? sql`''`, part)})`;
}

/** Any name of a source that is called so is meant whole. */
function isNamed(line: SQL, { term, names }: Extract<Part, { kind: "source" }>): SQL {
  const has = term.exact ? sql`${line} = ${term.folded}` : holds(line, term);
  return sql.join([has, ...names.map((name) => sql`${line} = ${name}`)], sql` or `);
}

const idLength = 11;

function idBegins(begins: string): SQL {
  if (begins.length === idLength) return sql`coalesce(${entries.archiveId} = ${begins}, false)`;
  return sql`coalesce(${entries.archiveId} like ${`${begins}%`}, false)`;
}

function and(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join([...conditions], sql` and `)})`;
}
