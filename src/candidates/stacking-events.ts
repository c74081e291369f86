import type { MachineAct } from "#editors/events.ts";
import type { Shell } from "./stacking-write-store.ts";

/** What open desks are told: stacks that are there, that have got more, and that have lost their only story. */
export function stackEvents(
  at: Temporal.Instant,
  {
    made,
    grown,
    shells,
  }: {
    made: readonly number[];
    grown: readonly { id: number; version: number }[];
    shells: readonly Shell[];
  },
): MachineAct[] {
  const versions = new Map(grown.map(({ id, version }) => [id, version]));
  const added = made.map((id) => ({
    ...{ at, subject: `stack:${id}`, act: "stack-added" },
    after: { version: versions.get(id) ?? 1 },
  }));
  const changed = grown
    .filter(({ id }) => !made.includes(id))
    .map(({ id, version }) => ({
      ...{ at, subject: `stack:${id}`, act: "stack-grew", after: { version } },
    }));
  const left = shells.map(({ id, into }) => ({
    ...{ at, subject: `stack:${id}`, act: "stack-left" },
    after: { state: "merged", mergedInto: into },
  }));
  return [...added, ...changed, ...left];
}
