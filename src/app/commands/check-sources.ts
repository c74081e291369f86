import { isSuccess, readSource } from "#sources/read-source.ts";
import { listSources } from "#sources/store.ts";
import { outcomeInWords } from "#sources/words.ts";
import { exits, type Io, table } from "../io.ts";
import type { Parts } from "../parts.ts";

/**
 * Reads each configured source once, whether on or off, and stores nothing: what an operator wants to
 * know before switching one on. One after the other, so that nobody is asked twice at a time.
 */
export async function checkSourcesCommand(
  { database, gather, clock }: Parts,
  io: Io,
  options: { source?: string[]; json?: boolean },
): Promise<number> {
  const known = (await listSources(database.db)).map(({ source }) => source);
  const wanted = known
    .filter(({ retiredAt }) => retiredAt === null)
    .filter(({ id }) => options.source?.includes(id) ?? true);
  const unknown = options.source?.filter((id) => !wanted.some((source) => source.id === id)) ?? [];
  if (unknown.length > 0) {
    io.err(`There is no source ${unknown.join(", ")}; \`kawaraban sources list\` lists them.`);
    return exits.usage;
  }
  const checked = [];
  for (const source of wanted) {
    io.progress("checking", checked.length, wanted.length);
    const lease = { source, httpStates: [], redirects: [] };
    const reading = await readSource(gather.reader, lease, { now: clock(), isProbe: true });
    const { outcome, detail, items, flags } = reading;
    checked.push({
      source: source.id,
      on: source.active,
      outcome,
      detail,
      items: items.length,
      flags,
    });
  }
  const rows = checked.map(({ source, on, outcome, items, detail, flags }) => [
    ...[source, on ? "on" : "off", outcome, String(items)],
    detail ?? (flags.length > 0 ? flags.join(", ") : (outcomeInWords(outcome) ?? "")),
  ]);
  const lines = options.json
    ? [JSON.stringify(checked)]
    : table([["SOURCE", "", "OUTCOME", "ITEMS", ""], ...rows]);
  for (const line of lines) io.out(line);
  return checked.every(({ outcome }) => isSuccess(outcome)) ? exits.ok : exits.failed;
}
