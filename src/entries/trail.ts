// What the audit trail keeps of a change of an entry: the version, and exactly what changed. From
// these the entry can be made again, and an undo can see whether it is still what the act made.

import { told } from "#editors/told.ts";
import type { Entry } from "./store.ts";

type Trail = { before?: Record<string, unknown>; after: Record<string, unknown> };

/** `before` is null for an entry that was just made. */
export function trailOf(before: Entry | null, after: Entry): Trail {
  const names = Object.keys(after).filter((name) => name !== "id") as (keyof Entry)[];
  if (before === null) return { after: told(after, names) };
  const [was, is] = [told(before, names), told(after, names)];
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  return { before: told(before, changed), after: told(after, changed) };
}
