import { gather, type Polled } from "#candidates/gather.ts";
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
    io.err(`There is no source ${unknown.join(", ")}; \`kawaraban sources\` lists them.`);
    return exits.usage;
  }
  let done = 0;
  const polled = await gather(
    {
      ...parts.gather,
      onPolled: () => {
        done += 1;
        io.progress("polling", done, only?.length ?? done);
      },
    },
    only,
  );
  for (const line of options.json ? [JSON.stringify(polled)] : told(polled)) io.out(line);
  return polled.every(({ outcome }) => outcome !== "failed" && isSuccess(outcome))
    ? exits.ok
    : exits.failed;
}

/** Undefined: whatever is due. */
async function chosen(
  { database }: Parts,
  options: { source?: string[]; now?: boolean },
): Promise<string[] | undefined> {
  if (!options.source && !options.now) return undefined;
  const known = (await listSources(database.db)).map(({ source }) => source);
  return known
    .filter((source) => source.retiredAt === null)
    .filter((source) => options.source?.includes(source.id) ?? source.active)
    .map(({ id }) => id);
}

function told(polled: readonly Polled[]): string[] {
  if (polled.length === 0) return ["No source is due; --now polls all that are on."];
  const rows = polled.map(({ source, outcome, items, added, changed, detail }) => [
    ...[source, outcome, String(items), String(added), String(changed), detail ?? ""],
  ]);
  const failed = polled.filter(({ outcome }) => outcome === "failed" || !isSuccess(outcome));
  const added = polled.reduce((sum, one) => sum + one.added, 0);
  return [
    ...table([["SOURCE", "OUTCOME", "ITEMS", "NEW", "CHANGED", ""], ...rows]),
    `${polled.length} polled, ${failed.length} failed, ${added} new candidates.`,
  ];
}
