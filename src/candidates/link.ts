// An editor's word on pairs of candidates, with its audit rows.

import type { Db } from "#db/types.ts";
import { addAudits } from "#editors/audit.ts";
import type { Operation } from "#editors/operations.ts";
import { type Link, type LinkKind, listLinks, pairOf, setLinks } from "./link-store.ts";

/** Each of `ones` with each of `others`. */
export async function linkPairs(
  db: Db,
  { id: operation, at, actor, act }: Operation,
  ones: readonly number[],
  others: readonly number[],
  kind: LinkKind,
): Promise<void> {
  const known = new Map((await listLinks(db, ones)).map((link) => [nameOf(link), link]));
  const links = ones
    .flatMap((one) => others.map((other) => pairOf(one, other)))
    .map((pair): Link => ({ ...pair, kind, by: actor.id, at }))
    .filter((link) => known.get(nameOf(link))?.kind !== kind);
  await setLinks(db, links);
  await addAudits(
    db,
    links.map((link) => ({
      ...{ at, actor, act, operation, subject: `link:${nameOf(link)}` },
      before: { kind: known.get(nameOf(link))?.kind ?? null },
      after: { kind },
    })),
  );
}

function nameOf({ a, b }: { a: number; b: number }): string {
  return `${a}-${b}`;
}
