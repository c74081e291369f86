// The desk's state as the audit trail tells it, beside the state that the tables have.

import { asc, gt } from "drizzle-orm";
import { candidates, stacks } from "#candidates/table.ts";
import type { Db } from "#db/types.ts";
import { audit } from "#editors/table.ts";
import { told } from "#editors/told.ts";
import { entries } from "#entries/table.ts";

export type State = Map<string, Record<string, unknown>>;

/** What changes without an act of an editor: ranks, versions, what a machine adds. */
const machines = ["id", "version", "updatedAt", "rank", "rankTopic", "rankTerms", "place"];
const more = ["isMixedIn", "rankedBy", "stackScore", "stackTerms", "titleKey"];
const tables = { stack: stacks, candidate: candidates, entry: entries };

/** Every stack, candidate and entry as it is. */
export async function stateOf(db: Db): Promise<State> {
  const state: State = new Map();
  for (const [kind, table] of Object.entries(tables)) {
    for (const row of await db.select().from(table)) {
      const names = Object.keys(row).filter((name) => ![...machines, ...more].includes(name));
      state.set(`${kind}:${row.id}`, told(row, names as (keyof typeof row)[]));
    }
  }
  return state;
}

/** The number of the last act so far. */
export async function lastAct(db: Db): Promise<number> {
  const acts = await db.select({ id: audit.id }).from(audit).orderBy(asc(audit.id));
  return acts.at(-1)?.id ?? 0;
}

/** `before` with every act of the trail that came after act `after` done to it, in order. */
export async function replay(db: Db, before: State, after: number): Promise<State> {
  const state: State = new Map([...before].map(([name, members]) => [name, { ...members }]));
  const trail = await db.select().from(audit).where(gt(audit.id, after)).orderBy(asc(audit.id));
  for (const { subject, after: members } of trail) {
    if (members) state.set(subject, { ...state.get(subject), ...members });
  }
  return state;
}

/** Every member of a row that the trail does not tell as it is. */
export function differences(told: State, is: State): string[] {
  return [...is].flatMap(([subject, members]) => {
    const said = told.get(subject);
    if (!said) return [`${subject} is not in the trail`];
    return Object.entries(members)
      .filter(([name, value]) => JSON.stringify(said[name] ?? null) !== JSON.stringify(value))
      .map(
        ([name, value]) =>
          `${subject} ${name}: ${JSON.stringify(said[name])}, ${JSON.stringify(value)}`,
      );
  });
}
