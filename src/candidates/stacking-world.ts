// What is known when candidates are placed: the stacks around them, and what editors have said.

import type { Report } from "./average-link.ts";

/** A candidate that waits for its place. */
export type Newcomer = Report & {
  at: Temporal.Instant;
  /** As tier 1 compares it; null where nothing is left of the headline. */
  titleKey: string | null;
  /** Its stack, where it has one already. */
  stackId: number | null;
  /**
   * `free`: it has no stack. `alone`: it has one to itself that no editor has touched, and may leave
   * it. `settled`: it stays. `copy`: it stays, and nothing is a copy of it, whatever its headline says
   * now. `decided`: it was decided before there were stacks.
   */
  standing: "free" | "alone" | "settled" | "copy" | "decided";
};

/** Negative ids are stacks to be made: minus their first candidate's id. */
export type KnownStack = { id: number; isOpen: boolean; members: Report[] };

/** The first with its headline, of which others are copies. */
export type First = Report & { at: Temporal.Instant };

/** An editor's word on two candidates, with the stacks that they are in. */
export type KnownLink = {
  kind: "must" | "cannot";
  a: number;
  b: number;
  stackA: number | null;
  stackB: number | null;
};

/** Changed in place while candidates are placed one after another. */
export type World = {
  stacks: Map<number, KnownStack>;
  /** By candidate. */
  stackOf: Map<number, number>;
  /** By candidate: others that share weighty terms with it. */
  matches: ReadonlyMap<number, readonly number[]>;
  /** By title key, oldest first. */
  firsts: Map<string, First[]>;
  links: readonly KnownLink[];
};

/** The stacks of candidates that an editor has linked with `id` by `kind`. */
export function linkedStacks(
  { links, stackOf }: World,
  id: number,
  kind: KnownLink["kind"],
): Set<number> {
  const linked = links
    .filter((link) => link.kind === kind && (link.a === id || link.b === id))
    .map(({ a, b, stackA, stackB }) =>
      a === id ? (stackOf.get(b) ?? stackB) : (stackOf.get(a) ?? stackA),
    );
  return new Set(linked.filter((stack) => stack !== null));
}

/** Whether an editor has said of any two of their candidates that they are not one story. */
export function areApart({ links }: World, one: number, other: number): boolean {
  return links.some(
    ({ kind, stackA, stackB }) =>
      kind === "cannot" &&
      ((stackA === one && stackB === other) || (stackA === other && stackB === one)),
  );
}
