import { gather, type Polled } from "#candidates/gather.ts";
import { stackNew } from "#candidates/stacking.ts";
import { isSuccess } from "#sources/read-source.ts";
import { listSources } from "#sources/store.ts";
import { exits, type Io, table } from "../io.ts";
import type { Parts } from "../parts.ts";

/** Polls what is due, or the sources named, due or not; the lines tell what each came to. */
export async function pollCommand(
  parts: Parts,
  io: Io,
  options: { source?: string[]; now?: boolean; json?: boolean },
): Promise<number> {
  const only = await chosen(parts, options);
  const unknown = options.source?.filter((id) => !only?.includes(id)) ?? [];
  if (unknown.length > 0) {
    io.err(`${unknown.join(", ")} is not on; \`kawaraban sources\` lists all.`);
    return exits.usage;
  }
  let done = 0;
  const polled = await gather(parts.gather, {
    only,
    onPolled: () => {
      done += 1;
      io.progress("polling", done, only?.length ?? done);
    },
  });
  await stackNew(parts.stacking);
  for (const line of options.json ? [JSON.stringify(polled)] : told(polled)) io.out(line);
  return polled.every(succeeded) ? exits.ok : exits.failed;
}

function succeeded({ outcome }: Polled): boolean {
  return outcome !== "held" && isSuccess(outcome);
}

/** Undefined: whatever is due. */
async function chosen(
  { database }: Parts,
  options: { source?: string[]; now?: boolean },
): Promise<string[] | undefined> {
  if (!options.source && !options.now) return undefined;
  const on = (await listSources(database.db)).filter(({ state }) => state.active);
  return on.map(({ source }) => source.id).filter((id) => options.source?.includes(id) ?? true);
}

function told(polled: readonly Polled[]): string[] {
  if (polled.length === 0) return ["No source is due; --now polls all that are on."];
  const rows = polled.map(({ source, outcome, items, added, changed, detail }) => [
    ...[source, outcome, String(items), String(added), String(changed), detail ?? ""],
  ]);
  const failed = polled.filter((one) => !succeeded(one));
  const added = polled.reduce((sum, one) => sum + one.added, 0);
  return [
    ...table([["SOURCE", "OUTCOME", "ITEMS", "NEW", "CHANGED", ""], ...rows]),
    `${polled.length} polled, ${failed.length} failed, ${added} new candidates.`,
  ];
}
