// Gathers what candidates are placed by: the stacks that they may belong to.

import type { Db } from "#db/types.ts";
import type { Entities } from "#likeness/entities.ts";
import { membersCompared } from "./average-link.ts";
import {
  type FirstWith,
  listFirsts,
  listLinksAround,
  listStacks,
} from "./stacking-around-store.ts";
import { findMatches, type Match, setTerms } from "./stacking-index-store.ts";
import { copyHours, type Thresholds } from "./stacking-near.ts";
import { keptPostings, soughtPostings } from "./stacking-postings.ts";
import { readTerms } from "./stacking-terms.ts";
import type { First, KnownLink, KnownStack, Newcomer, World } from "./stacking-world.ts";

export type Comparing = {
  entities: Entities;
  /** Stories first seen further apart than `hours` are not compared. */
  thresholds: Thresholds & { hours: number };
};

/** `versions` are those of the new stacks, as they were read. */
export type Around = { world: World; versions: ReadonlyMap<number, number> };

/** Of the cosine that makes "perhaps the same" the terms looked for carry at least this part. */
const partCounted = 0.5;
/** A candidate is compared with every report of so many stacks. */
const stacksCompared = 4;

/** Indexes the newcomers first, so that they find each other. */
export async function readAround(
  db: Db,
  newcomers: readonly Newcomer[],
  { entities, thresholds }: Comparing,
): Promise<Around> {
  await setTerms(db, postings(newcomers, keptPostings));
  const moving = newcomers.filter(({ standing }) => standing === "free" || standing === "alone");
  const found = await findMatches(db, postings(moving, soughtPostings), {
    hours: thresholds.hours,
    least: thresholds.perhaps * partCounted,
  });
  const matches = ofFewStacks(found);
  const firsts = await listFirsts(db, moving, copyHours);
  const stackOf = stacksOf(newcomers, matches, firsts);
  const near = new Set(
    [...matches.map(({ other }) => other), ...[...firsts, ...moving].map(({ id }) => id)].flatMap(
      (id) => stackOf.get(id) ?? [],
    ),
  );
  const links = await listLinksAround(db, {
    candidates: moving.map(({ id }) => id),
    stacks: [...near],
  });
  const { stacks, versions } = await readStacks(db, { stackOf, near, links }, entities);
  const world = {
    ...{ stacks, stackOf, links, matches: othersOf(matches) },
    firsts: await readFirsts(firsts, entities),
  };
  return { world, versions };
}

/** Those of the first few stacks of each candidate, and those that have no stack yet. */
function ofFewStacks(found: readonly Match[]): Match[] {
  const chosen = new Map<number, Set<number>>();
  return found.filter(({ id, otherStack }) => {
    const stacks = chosen.get(id) ?? new Set();
    chosen.set(id, stacks);
    if (otherStack === null) return true;
    if (stacks.size < stacksCompared) stacks.add(otherStack);
    return stacks.has(otherStack);
  });
}

function postings<Posting>(
  newcomers: readonly Newcomer[],
  choose: (terms: Newcomer["terms"]) => readonly Posting[],
): { id: number; postings: readonly Posting[] }[] {
  return newcomers.map(({ id, terms }) => ({ id, postings: choose(terms) }));
}

function stacksOf(
  newcomers: readonly Newcomer[],
  matches: readonly Match[],
  firsts: readonly FirstWith[],
): Map<number, number> {
  const found = [
    ...newcomers.map(({ id, stackId }) => [id, stackId] as const),
    ...matches.map(({ other, otherStack }) => [other, otherStack] as const),
    ...firsts.map(({ id, stackId }) => [id, stackId] as const),
  ];
  return new Map(found.flatMap(([id, stack]) => (stack === null ? [] : [[id, stack] as const])));
}

function othersOf(matches: readonly Match[]): Map<number, number[]> {
  const others = Map.groupBy(matches, ({ id }) => id);
  return new Map([...others].map(([id, found]) => [id, found.map(({ other }) => other)]));
}

async function readStacks(
  db: Db,
  {
    stackOf,
    near,
    links,
  }: {
    stackOf: ReadonlyMap<number, number>;
    near: ReadonlySet<number>;
    links: readonly KnownLink[];
  },
  entities: Entities,
): Promise<{ stacks: Map<number, KnownStack>; versions: Map<number, number> }> {
  const linked = links.flatMap(({ stackA, stackB }) => [stackA ?? [], stackB ?? []].flat());
  const compared = [...new Set([...near, ...linked])];
  const ids = [...new Set([...stackOf.values(), ...compared])];
  const read = await listStacks(db, ids, { compared, reports: membersCompared });
  const terms = await readTerms(
    read.flatMap(({ reports }) => reports),
    entities,
  );
  const stacks = new Map<number, KnownStack>();
  for (const { id, state, reports } of read) {
    const own = terms.splice(0, reports.length);
    const members = reports.map((one, n) => ({ id: one.id, terms: own[n] ?? new Map() }));
    stacks.set(id, { id, isOpen: state === "new", members });
  }
  const open = read.filter(({ state }) => state === "new");
  return { stacks, versions: new Map(open.map(({ id, version }) => [id, version])) };
}

async function readFirsts(
  found: readonly FirstWith[],
  entities: Entities,
): Promise<Map<string, First[]>> {
  const terms = await readTerms(found, entities);
  const firsts = new Map<string, First[]>();
  found.forEach(({ id, at, key }, n) => {
    firsts.set(key, [...(firsts.get(key) ?? []), { id, at, terms: terms[n] ?? new Map() }]);
  });
  return firsts;
}
